package dev.aileron.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rights in {@code docs/installation.md} are those that the code needs and those that the chart
 * gives: none is missing and none is too many.
 */
class RightsPageTest {
  private static final MarkdownFile PAGE = MarkdownFile.of("docs/installation.md");
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.aileron");

  /** What a call to AWS is called in a policy. */
  private static final Map<String, String> SERVICES =
      Map.of("LambdaClient", "lambda", "SfnClient", "states");

  /** Rights that no call of ours shows: AWS asks for them while it carries a call out. */
  private static final Set<String> BEHIND_CALLS =
      Set.of(
          "lambda:ListTags",
          "lambda:GetLayerVersion",
          "iam:PassRole",
          "s3:GetObject",
          "s3:GetObjectVersion",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
          "ec2:DescribeSubnets",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeVpcs",
          "kms:CreateGrant",
          "kms:Encrypt",
          "kms:Decrypt");

  /** Every call to the API server by its class and method, with the rights that it takes. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "StatusWriter.patch",
              Set.of(
                  "aileron.dev serverlessfunctions/status patch",
                  "aileron.dev workflows/status patch",
                  "aileron.dev releases/status patch"),
          "StatusWriter.get",
              Set.of("aileron.dev serverlessfunctions get", "aileron.dev workflows get"),
          "EventRecorder.create", Set.of("core events create"),
          "ReleaseLedger.create",
              Set.of(
                  "aileron.dev releases create",
                  // For the owner references of Releases.
                  "aileron.dev serverlessfunctions/finalizers update",
                  "aileron.dev workflows/finalizers update"),
          "ReleaseLedger.get", Set.of("aileron.dev releases get"),
          "Sources.get", Set.of("core secrets get"),
          "PinningWorkflows.list", Set.of("aileron.dev workflows list"));

  private static final Set<String> VERBS =
      Set.of(
          "get",
          "list",
          "watch",
          "create",
          "createOr",
          "patch",
          "patchStatus",
          "replace",
          "update",
          "updateStatus",
          "edit",
          "editStatus",
          "delete",
          "serverSideApply",
          "createOrReplace");

  @Test
  void thePolicyAllowsWhatTheCodeCallsAndNothingElse() throws IOException {
    // When
    Set<String> called = new TreeSet<>(BEHIND_CALLS);
    calls()
        .filter(call -> SERVICES.containsKey(call.getTargetOwner().getSimpleName()))
        .filter(call -> !Set.of("builder", "close").contains(call.getName()))
        .forEach(call ->
            called.add(
                SERVICES.get(call.getTargetOwner().getSimpleName())
                    + ":"
                    + capitalized(call.getName())));

    // Then
    assertThat(policy()).isEqualTo(called);
    assertThat(PAGE.rows("The operator's policy"))
        .extracting(List::getFirst)
        .hasSameElementsAs(called);
  }

  private static Set<String> policy() throws IOException {
    JsonNode policy = new JsonMapper().readTree(PAGE.blocks("json").getFirst());
    Set<String> actions = new TreeSet<>();
    for (JsonNode statement : policy.path("Statement")) {
      JsonNode action = statement.path("Action");
      if (action.isTextual()) {
        actions.add(action.asText());
      }
      action.forEach(one -> actions.add(one.asText()));
    }
    return actions;
  }

  @Test
  void everyCallToTheApiServerIsKnown() {
    // When
    Set<String> found =
        calls()
            .filter(call ->
                call.getTargetOwner().getPackageName().startsWith("io.fabric8.kubernetes.client"))
            .filter(call -> VERBS.contains(call.getName()))
            .map(call -> topLevel(call.getOriginOwner()) + "." + call.getName())
            .collect(Collectors.toCollection(TreeSet::new));

    // Then
    assertThat(found)
        .as(
            "calls to the API server: say above, in docs/installation.md and in the chart what they may")
        .isEqualTo(new TreeSet<>(CALLS.keySet()));
  }

  @Test
  void theTableOfRightsIsWhatTheCodeNeeds() {
    // When
    Set<String> needed = new TreeSet<>();
    CALLS.values().forEach(needed::addAll);
    for (JavaClass reconciler : reconcilers()) {
      // Read, watched, and given a finalizer by the operator SDK.
      Stream.of("get", "list", "watch", "patch")
          .forEach(verb -> needed.add(resource(primary(reconciler)) + " " + verb));
      for (Class<?> watched : watched(reconciler)) {
        Stream.of("list", "watch").forEach(verb -> needed.add(resource(watched) + " " + verb));
      }
    }

    // Then
    assertThat(documented()).isEqualTo(needed);
  }

  @Test
  void theChartGivesTheRightsOfTheTable() throws IOException {
    // When
    Set<String> given = new TreeSet<>();
    String helpers = template("_helpers.tpl");
    given.addAll(rights(between(helpers, "define \"aileron.workRules\" -}}\n", "{{- end -}}")));

    // Then
    assertThat(given).isEqualTo(documented());
  }

  @Test
  void theChartGivesTheRightsToTheLease() throws IOException {
    // When
    String role = between(template("rbac.yaml"), "}}-lease\n", "---");
    Set<String> given =
        rights(role.substring(role.indexOf("rules:\n") + 7).replace("{{ $name }}", "aileron"));

    // Then
    assertThat(given)
        .isEqualTo(
            PAGE.rows("Rights in Kubernetes").stream()
                .filter(row -> row.getFirst().equals("coordination.k8s.io"))
                .flatMap(RightsPageTest::rights)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Set<String> documented() {
    return PAGE.rows("Rights in Kubernetes").stream()
        .filter(row -> !row.getFirst().equals("coordination.k8s.io"))
        .flatMap(RightsPageTest::rights)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> rights(List<String> row) {
    return Arrays.stream(row.get(1).split(", ", -1))
        .flatMap(resource ->
            Arrays.stream(row.get(2).split(", ", -1))
                .map(verb -> row.getFirst() + " " + resource + " " + verb));
  }

  private static Set<String> rights(String rules) throws IOException {
    Set<String> rights = new TreeSet<>();
    for (JsonNode rule : new YAMLMapper().readTree(rules)) {
      String group = rule.path("apiGroups").path(0).asText();
      for (JsonNode resource : rule.path("resources")) {
        for (JsonNode verb : rule.path("verbs")) {
          rights.add(
              (group.isEmpty() ? "core" : group) + " " + resource.asText() + " " + verb.asText());
        }
      }
    }
    return rights;
  }

  private static String template(String name) throws IOException {
    return Files.readString(MarkdownFile.ROOT.resolve("helm/aileron/templates").resolve(name));
  }

  private static String between(String text, String from, String to) {
    Matcher matcher =
        Pattern.compile(Pattern.quote(from) + "(.*?)" + Pattern.quote(to), Pattern.DOTALL)
            .matcher(text);
    assertThat(matcher.find()).as("%s … %s", from, to).isTrue();
    return matcher.group(1);
  }

  private static Stream<JavaMethodCall> calls() {
    return CODE.stream().flatMap(type -> type.getMethodCallsFromSelf().stream());
  }

  private static List<JavaClass> reconcilers() {
    List<JavaClass> reconcilers =
        CODE.stream().filter(type -> type.isAssignableTo(Reconciler.class)).toList();
    assertThat(reconcilers).isNotEmpty();
    return reconcilers;
  }

  private static Class<?> primary(JavaClass reconciler) {
    return reconciler.getInterfaces().stream()
        .filter(type -> type.toErasure().isEquivalentTo(Reconciler.class))
        .map(type -> ((JavaParameterizedType) type).getActualTypeArguments().getFirst())
        .map(type -> (Class<?>) type.toErasure().reflect())
        .findFirst()
        .orElseThrow();
  }

  /** The types whose informers a reconciler asks for. */
  private static List<Class<?>> watched(JavaClass reconciler) {
    List<Class<?>> watched = new ArrayList<>();
    for (ReferencedClassObject reference : reconciler.getReferencedClassObjects()) {
      boolean sources = reference.getOwner().getName().equals("prepareEventSources");
      if (sources && reference.getRawType().isAssignableTo(HasMetadata.class)) {
        watched.add(reference.getRawType().reflect());
      }
    }
    return watched;
  }

  private static String resource(Class<?> type) {
    String group = HasMetadata.getGroup(type.asSubclass(HasMetadata.class));
    return (group.isEmpty() ? "core" : group)
        + " "
        + HasMetadata.getPlural(type.asSubclass(HasMetadata.class));
  }

  private static String topLevel(JavaClass type) {
    return type.getEnclosingClass().map(RightsPageTest::topLevel).orElse(type.getSimpleName());
  }

  private static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
