package dev.aileron.sandbox.aws.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.AwsSettings;
import dev.aileron.sandbox.aws.AwsSettings.Profile;
import dev.aileron.sandbox.aws.LocalAwsHarness;
import dev.aileron.sandbox.aws.StubModel;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Rule 22: GetResources knows functions and state machines, and knows them late. */
class TaggingTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
  private static final String MACHINE = "arn:aws:states:eu-west-1:111122223333:stateMachine:m";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:jobs";

  @TempDir private Path directory;
  private final Map<String, String> functionTags = new TreeMap<>();
  private LocalAwsHarness aws;

  @BeforeEach
  void start() throws IOException {
    aws =
        new LocalAwsHarness(directory, AwsSettings.of(Profile.real), request -> emulated())
            .with(new StubModel("lambda", this::lambda))
            .with(
                new StubModel(
                    "states",
                    call ->
                        call.operation().name().equals("ListTagsForResource")
                            ? "{\"tags\": [{\"key\": \"team\", \"value\": \"shop\"}]}"
                            : "{\"stateMachineArn\": \"%s\"}".formatted(MACHINE)));
  }

  @AfterEach
  void stop() throws IOException {
    aws.close();
  }

  @Test
  void findsWhatTheSandboxAndTheEmulatorKeepByTags() throws Exception {
    // given
    createBoth();

    // when
    var early = arns("{\"TagFilters\": [{\"Key\": \"team\"}]}");
    aws.clock.advance(Duration.ofSeconds(1));

    // then
    assertThat(early).containsExactly(QUEUE);
    assertThat(arns("{}")).containsExactly(FUNCTION, QUEUE, MACHINE);
    assertThat(arns("{\"TagFilters\": [{\"Key\": \"team\", \"Values\": [\"shop\"]}]}"))
        .containsExactly(FUNCTION, MACHINE);
    assertThat(arns("{\"ResourceTypeFilters\": [\"lambda:function\", \"states:stateMachine\"]}"))
        .containsExactly(FUNCTION, MACHINE);
    assertThat(arns("{\"ResourceTypeFilters\": [\"lambda:layer\"]}")).isEmpty();
    assertThat(
            resources("{\"ResourceARNList\": [\"" + FUNCTION + "\"]}")
                .path("ResourceTagMappingList"))
        .isEqualTo(
            JSON.readTree(
                "[{\"ResourceARN\": \"%s\", \"Tags\": [{\"Key\": \"team\", \"Value\": \"shop\"}]}]"
                    .formatted(FUNCTION)));
  }

  @Test
  void keepsWhatWasTaggedOnceAndForgetsWhatIsDeleted() throws Exception {
    // given
    createBoth();
    var lambda = aws.client(LambdaClient.builder());
    functionTags.clear();
    lambda.untagResource(to -> to.resource(FUNCTION).tagKeys("team"));
    aws.clock.advance(Duration.ofSeconds(1));
    assertThat(arns("{}")).contains(FUNCTION);
    assertThat(arns("{\"TagFilters\": [{\"Key\": \"team\"}]}")).doesNotContain(FUNCTION);

    // when
    lambda.deleteFunction(to -> to.functionName("orders"));
    aws.clock.advance(Duration.ofSeconds(1));

    // then
    assertThat(arns("{}")).containsExactly(QUEUE, MACHINE);
  }

  @Test
  void learnsOfTagsThatTheServiceItselfTellsLate() throws Exception {
    // given: a Step Functions that knows of its own tags a second after they were set, as with
    // these settings it does
    var set = aws.clock.instant();
    aws.with(
        new StubModel(
            "states",
            call ->
                !call.operation().name().equals("ListTagsForResource")
                    ? "{}"
                    : call.time().isBefore(set.plusSeconds(1))
                        ? "{\"tags\": []}"
                        : "{\"tags\": [{\"key\": \"team\", \"value\": \"shop\"}]}"));

    // when
    aws.client(SfnClient.builder())
        .tagResource(to -> to.resourceArn(MACHINE).tags(tag -> tag.key("team").value("shop")));
    aws.clock.advance(Duration.ofSeconds(1));

    // then
    assertThat(arns("{\"TagFilters\": [{\"Key\": \"team\"}]}")).contains(MACHINE);
  }

  @Test
  void pages() throws Exception {
    // given
    createBoth();
    aws.clock.advance(Duration.ofSeconds(1));

    // when
    var first = resources("{\"ResourcesPerPage\": 2}");
    var second =
        resources(
            "{\"ResourcesPerPage\": 2, \"PaginationToken\": \"%s\"}"
                .formatted(first.path("PaginationToken").asText()));

    // then
    assertThat(first.path("ResourceTagMappingList")).hasSize(2);
    assertThat(second.path("ResourceTagMappingList")).hasSize(1);
    assertThat(second.path("PaginationToken").asText()).isEmpty();
  }

  private void createBoth() {
    functionTags.put("team", "shop");
    aws.client(LambdaClient.builder()).createFunction(to -> to.functionName("orders"));
    aws.client(SfnClient.builder()).createStateMachine(to -> to.name("m"));
  }

  private Object lambda(Call call) {
    return switch (call.operation().name()) {
      case "CreateFunction" -> "{\"FunctionArn\": \"%s\"}".formatted(FUNCTION);
      case "ListTags" -> "{\"Tags\": %s}".formatted(JSON.valueToTree(functionTags));
      case "GetFunction" -> new AwsError(404, "ResourceNotFoundException", "no");
      default -> "{}";
    };
  }

  private static AwsResponse emulated() {
    var body =
        "{\"PaginationToken\": \"\", \"ResourceTagMappingList\": [{\"ResourceARN\": \"%s\", \"Tags\": [{\"Key\": \"team\", \"Value\": \"ops\"}]}]}"
            .formatted(QUEUE);
    return AwsResponse.of(200, "application/x-amz-json-1.1", body.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> arns(String request) throws Exception {
    var arns = new ArrayList<String>();
    resources(request)
        .path("ResourceTagMappingList")
        .forEach(resource -> arns.add(resource.path("ResourceARN").asText()));
    return arns;
  }

  private JsonNode resources(String request) throws Exception {
    return JSON.readTree(
        aws.send(
                "POST",
                "/",
                request,
                "Content-Type",
                "application/x-amz-json-1.1",
                "X-Amz-Target",
                "ResourceGroupsTaggingAPI_20170126.GetResources",
                "Authorization",
                LocalAwsHarness.signature(LocalAwsHarness.HOME, "tagging"))
            .body());
  }
}
