package dev.aileron.kinds.function;

import dev.aileron.aws.AwsCall;
import dev.aileron.aws.AwsClients;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.AwsErrors;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.EnvironmentError;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigResponse;
import software.amazon.awssdk.services.lambda.model.TagsError;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** Lambda through the AWS SDK. The only class of this kind that knows SDK types. */
public final class LambdaFunctionGateway implements FunctionGateway {
  private static final String LAMBDA = "lambda";
  private static final int FORBIDDEN = 403;
  private static final String UNREADABLE = "AccessDeniedException";

  private final AwsClients clients;

  public LambdaFunctionGateway(AwsClients clients) {
    this.clients = clients;
  }

  /** GetFunction: 100 calls a second of its own, where its siblings share 15 with everything. */
  @Override
  public Optional<Latest> latest(AwsEnvironment environment, String functionName) {
    return found(
            functionName,
            () ->
                call(
                    environment,
                    "GetFunction",
                    lambda -> lambda.getFunction(b -> b.functionName(functionName))))
        .map(LambdaFunctionGateway::whole);
  }

  /** Where lambda:ListTags is not allowed, GetFunction answers all the same, without the tags. */
  private static Latest whole(GetFunctionResponse response) {
    TagsError denied = response.tagsError();
    if (denied != null) {
      throw new AwsFailure(
          LAMBDA, "ListTags", denied.errorCode(), FORBIDDEN, denied.message(), null, null);
    }
    Latest latest = LambdaModel.latest(readable(response)).withTags(response.tags());
    FunctionCodeLocation code = response.code();
    // Of an archive Lambda tells only where its own copy is, not where it came from.
    return code == null ? latest : latest.withImage(code.imageUri(), code.resolvedImageUri());
  }

  /** Where the variables could not be decrypted, GetFunction answers as if there were none. */
  private static FunctionConfiguration readable(GetFunctionResponse response) {
    FunctionConfiguration function = response.configuration();
    EnvironmentError error = function.environment() == null ? null : function.environment().error();
    if (error != null) {
      throw new AwsFailure(
          LAMBDA,
          "GetFunction",
          UNREADABLE,
          FORBIDDEN,
          "The environment variables cannot be read. %s: %s"
              .formatted(error.errorCode(), error.message()),
          null,
          null);
    }
    return function;
  }

  @Override
  public Optional<Version> version(
      AwsEnvironment environment, String functionName, String version) {
    return found(
            functionName,
            () ->
                call(
                    environment,
                    "GetFunction",
                    lambda ->
                        lambda.getFunction(b -> b.functionName(functionName).qualifier(version))))
        .map(LambdaFunctionGateway::readable)
        .map(LambdaModel::version);
  }

  @Override
  public Optional<Alias.Present> alias(
      AwsEnvironment environment, String functionName, String alias) {
    Optional<GetAliasResponse> response =
        found(
            functionName,
            () ->
                call(
                    environment,
                    "GetAlias",
                    lambda -> lambda.getAlias(b -> b.functionName(functionName).name(alias))));
    return response.map(LambdaModel::alias);
  }

  @Override
  public Page list(AwsEnvironment environment, @Nullable String token) {
    return LambdaModel.page(
        call(environment, "ListFunctions", lambda -> lambda.listFunctions(b -> b.marker(token))));
  }

  @Override
  public String codeSigning(AwsEnvironment environment, String functionName) {
    String arn =
        call(
                environment,
                "GetFunctionCodeSigningConfig",
                lambda -> lambda.getFunctionCodeSigningConfig(b -> b.functionName(functionName)))
            .codeSigningConfigArn();
    return arn == null ? "" : arn;
  }

  @Override
  public RuntimeManagement runtimeUpdates(
      AwsEnvironment environment, String functionName, String version) {
    GetRuntimeManagementConfigResponse response =
        call(
            environment,
            "GetRuntimeManagementConfig",
            lambda ->
                lambda.getRuntimeManagementConfig(
                    b -> b.functionName(functionName).qualifier(version)));
    return new RuntimeManagement(
        response.updateRuntimeOnAsString(),
        response.runtimeVersionArn() == null ? "" : response.runtimeVersionArn());
  }

  @Override
  public Answer execute(AwsEnvironment environment, FunctionStep step) {
    return switch (step) {
      case FunctionStep.CreateFunction s -> create(environment, s.desired());
      case FunctionStep.DeleteFailedFunction s -> {
        delete(environment, s.functionName());
        yield Answer.NONE;
      }
      case FunctionStep.UpdateConfiguration s -> updateConfiguration(environment, s);
      case FunctionStep.UpdateCode s -> updateCode(environment, s);
      case FunctionStep.Tag s -> {
        call(
            environment,
            "TagResource",
            lambda -> lambda.tagResource(b -> b.resource(s.functionARN()).tags(s.tags())));
        yield Answer.NONE;
      }
      case FunctionStep.Untag s -> {
        call(
            environment,
            "UntagResource",
            lambda -> lambda.untagResource(b -> b.resource(s.functionARN()).tagKeys(s.keys())));
        yield Answer.NONE;
      }
      case FunctionStep.SetCodeSigning s -> {
        setCodeSigning(environment, s);
        yield Answer.NONE;
      }
      case FunctionStep.SetRuntimeUpdates s -> {
        setRuntimeUpdates(environment, s);
        yield Answer.NONE;
      }
      case FunctionStep.PublishVersion s -> publish(environment, s);
      case FunctionStep.CreateAlias s ->
          Answer.of(
              LambdaModel.alias(
                  call(
                      environment,
                      "CreateAlias",
                      lambda ->
                          lambda.createAlias(b ->
                              b.functionName(s.functionName())
                                  .name(s.alias())
                                  .functionVersion(s.version())))));
      case FunctionStep.UpdateAlias s -> updateAlias(environment, s);
    };
  }

  private Answer create(AwsEnvironment environment, FunctionDesired desired) {
    CreateFunctionRequest request = LambdaModel.creation(desired);
    CreateFunctionResponse created =
        withVariables(
            desired.config().variables(),
            () -> call(environment, "CreateFunction", lambda -> lambda.createFunction(request)));
    return Answer.of(
        LambdaModel.latest(created),
        desired.isPublishedAtOnce() ? LambdaModel.version(created) : null);
  }

  private Answer updateConfiguration(
      AwsEnvironment environment, FunctionStep.UpdateConfiguration step) {
    UpdateFunctionConfigurationRequest request = LambdaModel.update(step);
    return Answer.of(
        LambdaModel.latest(
            withVariables(
                step.config().variables(),
                () ->
                    call(
                        environment,
                        "UpdateFunctionConfiguration",
                        lambda -> lambda.updateFunctionConfiguration(request)))));
  }

  /** A call that carries values which may be secret: what AWS answers must not show them. */
  private static <T> T withVariables(Variables variables, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsFailure e) {
      throw e.withMessage(variables.cutFrom(String.valueOf(e.getMessage())));
    }
  }

  private Answer updateCode(AwsEnvironment environment, FunctionStep.UpdateCode step) {
    UpdateFunctionCodeRequest request = LambdaModel.update(step);
    return Answer.of(
        LambdaModel.latest(
            call(environment, "UpdateFunctionCode", lambda -> lambda.updateFunctionCode(request))));
  }

  private void setCodeSigning(AwsEnvironment environment, FunctionStep.SetCodeSigning step) {
    if (step.configARN().isEmpty()) {
      call(
          environment,
          "DeleteFunctionCodeSigningConfig",
          lambda ->
              lambda.deleteFunctionCodeSigningConfig(b -> b.functionName(step.functionName())));
    } else {
      call(
          environment,
          "PutFunctionCodeSigningConfig",
          lambda ->
              lambda.putFunctionCodeSigningConfig(
                  b -> b.functionName(step.functionName()).codeSigningConfigArn(step.configARN())));
    }
  }

  private void setRuntimeUpdates(AwsEnvironment environment, FunctionStep.SetRuntimeUpdates step) {
    RuntimeManagement updates = step.updates();
    call(
        environment,
        "PutRuntimeManagementConfig",
        lambda ->
            lambda.putRuntimeManagementConfig(b ->
                b.functionName(step.functionName())
                    .qualifier(step.version())
                    .updateRuntimeOn(updates.mode())
                    .runtimeVersionArn(
                        updates.versionARN().isEmpty() ? null : updates.versionARN())));
  }

  private Answer publish(AwsEnvironment environment, FunctionStep.PublishVersion step) {
    return Answer.of(
        LambdaModel.version(
            call(
                environment,
                "PublishVersion",
                lambda ->
                    lambda.publishVersion(b ->
                        b.functionName(step.functionName())
                            .codeSha256(step.codeSHA256())
                            .revisionId(step.revisionID())
                            .description(step.description())))));
  }

  /** An explicit empty map clears the weights; left out, they might stay. */
  private Answer updateAlias(AwsEnvironment environment, FunctionStep.UpdateAlias step) {
    return Answer.of(
        LambdaModel.alias(
            call(
                environment,
                "UpdateAlias",
                lambda ->
                    lambda.updateAlias(b ->
                        b.functionName(step.functionName())
                            .name(step.alias())
                            .functionVersion(step.version())
                            .routingConfig(r -> r.additionalVersionWeights(Map.of()))
                            .revisionId(step.revisionID())))));
  }

  @Override
  public void delete(AwsEnvironment environment, String functionName) {
    call(
        environment,
        "DeleteFunction",
        lambda -> lambda.deleteFunction(b -> b.functionName(functionName)));
  }

  private <T> T call(
      AwsEnvironment environment, String operation, Function<LambdaClient, T> request) {
    return AwsCall.of(LAMBDA, operation, () -> request.apply(clients.lambda(environment)));
  }

  /**
   * What is not there is empty. Only if the answer names the function: a bare 404 can come from
   * something on the way that knows nothing of Lambda.
   */
  private static <T> Optional<T> found(String functionName, Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (AwsFailure e) {
      boolean gone =
          AwsErrors.reaction(e) == AwsErrors.Reaction.GONE
              && String.valueOf(e.getMessage()).contains(functionName);
      if (gone) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
