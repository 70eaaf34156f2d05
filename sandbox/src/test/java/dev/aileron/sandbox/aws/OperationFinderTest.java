package dev.aileron.sandbox.aws;

import static dev.aileron.sandbox.aws.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OperationFinderTest {

  private final OperationFinder finder = new OperationFinder();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          POST,   /2015-03-31/functions,                                  CreateFunction,                  -,        true
          POST,   /2015-03-31/functions/,                                 CreateFunction,                  -,        true
          GET,    /2015-03-31/functions/,                                 ListFunctions,                   -,        false
          GET,    /2015-03-31/functions?MaxItems=50,                      ListFunctions,                   -,        false
          GET,    /2015-03-31/functions/orders,                           GetFunction,                     orders,   false
          GET,    /2015-03-31/functions/orders?Qualifier=live,            GetFunction,                     orders,   false
          GET,    /2015-03-31/functions/orders%3Alive,                    GetFunction,                     orders,   false
          GET,    /2015-03-31/functions/111122223333%3Afunction%3Aorders, GetFunction,                     orders,   false
          GET,    /2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Aorders%3A7, GetFunction, orders, false
          DELETE, /2015-03-31/functions/orders,                           DeleteFunction,                  orders,   true
          GET,    /2015-03-31/functions/orders/configuration,             GetFunctionConfiguration,        orders,   false
          PUT,    /2015-03-31/functions/orders/configuration,             UpdateFunctionConfiguration,     orders,   true
          PUT,    /2015-03-31/functions/orders/code,                      UpdateFunctionCode,              orders,   true
          POST,   /2015-03-31/functions/orders/versions,                  PublishVersion,                  orders,   true
          GET,    /2015-03-31/functions/orders/versions,                  ListVersionsByFunction,          orders,   false
          POST,   /2015-03-31/functions/orders/aliases,                   CreateAlias,                     orders,   true
          GET,    /2015-03-31/functions/orders/aliases/live,              GetAlias,                        orders,   false
          PUT,    /2015-03-31/functions/orders/aliases/live,              UpdateAlias,                     orders,   true
          DELETE, /2015-03-31/functions/orders/aliases/live,              DeleteAlias,                     orders,   true
          POST,   /2015-03-31/functions/orders/invocations,               Invoke,                          orders,   false
          POST,   /2014-11-13/functions/orders/invoke-async,              InvokeAsync,                     orders,   false
          POST,   /2021-11-15/functions/orders/response-streaming-invocations, InvokeWithResponseStream,   orders,   false
          POST,   /2015-03-31/functions/orders/policy,                    AddPermission,                   orders,   true
          DELETE, /2015-03-31/functions/orders/policy/sid,                RemovePermission,                orders,   true
          PUT,    /2017-10-31/functions/orders/concurrency,               PutFunctionConcurrency,          orders,   true
          GET,    /2019-09-30/functions/orders/concurrency,               GetFunctionConcurrency,          orders,   false
          GET,    /2019-09-30/functions/orders/provisioned-concurrency?Qualifier=live, GetProvisionedConcurrencyConfig,   orders, false
          GET,    /2019-09-30/functions/orders/provisioned-concurrency?List=ALL,       ListProvisionedConcurrencyConfigs, orders, false
          PUT,    /2019-09-30/functions/orders/provisioned-concurrency?Qualifier=live, PutProvisionedConcurrencyConfig,   orders, true
          DELETE, /2019-09-30/functions/orders/provisioned-concurrency,   DeleteProvisionedConcurrencyConfig, orders, true
          POST,   /2015-03-31/event-source-mappings,                      CreateEventSourceMapping,        -,        true
          GET,    /2015-03-31/event-source-mappings/?FunctionName=orders, ListEventSourceMappings,         orders,   false
          PUT,    /2015-03-31/event-source-mappings/0f-1,                 UpdateEventSourceMapping,        0f-1,     true
          GET,    /2017-03-31/tags/arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Aorders, ListTags, orders, false
          DELETE, /2017-03-31/tags/arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Aorders?tagKeys=a, UntagResource, orders, true
          GET,    /2018-10-31/layers?find=LayerVersion&Arn=x,             GetLayerVersionByArn,            -,        false
          GET,    /2018-10-31/layers,                                     ListLayers,                      -,        false
          GET,    /2099-01-01/functions/orders/of-tomorrow,               Unknown,                         -,        false
          POST,   /2099-01-01/functions/orders/of-tomorrow,               Unknown,                         -,        true
          """)
  void tellsLambdaOperationsByMethodAndPath(
      String method, String target, String operation, String resource, boolean write) {
    // given
    var request = request(method, target).signedFor("lambda").build();

    // when
    var found = finder.find(request);

    // then
    if (target.contains("find=")) {
      assertThat(found.name()).isEqualTo(operation);
    } else {
      assertThat(found)
          .isEqualTo(new Operation("lambda", operation, resource, write, found.qualifier()));
    }
  }

  @Test
  void takesThePermissionsActionForNoOperation() {
    // given
    var request =
        request("POST", "/2015-03-31/functions/orders/policy")
            .signedFor("lambda")
            .json("{\"Action\":\"lambda:InvokeFunction\",\"StatementId\":\"s3\"}")
            .build();

    // when
    var found = finder.find(request);

    // then
    assertThat(found).isEqualTo(new Operation("lambda", "AddPermission", "orders", true));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          GET,  /2015-03-31/functions/orders,                                 -
          GET,  /2015-03-31/functions/orders?Qualifier=live,                  live
          GET,  /2015-03-31/functions/orders%3A7,                             7
          GET,  /2015-03-31/functions/111122223333%3Afunction%3Aorders,       -
          GET,  /2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Aorders%3Alive, live
          PUT,  /2015-03-31/functions/orders/aliases/live,                    live
          POST, /2015-03-31/functions/orders/invocations?Qualifier=%24LATEST, $LATEST
          """)
  void tellsTheQualifierOfAFunction(String method, String target, String qualifier) {
    assertThat(finder.find(request(method, target).signedFor("lambda").build()).qualifier())
        .isEqualTo(qualifier);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          stateMachineArn,        arn:aws:states:eu-west-1:111122223333:stateMachine:m,      -
          stateMachineArn,        arn:aws:states:eu-west-1:111122223333:stateMachine:m:live, live
          stateMachineVersionArn, arn:aws:states:eu-west-1:111122223333:stateMachine:m:12,   12
          executionArn,           arn:aws:states:eu-west-1:111122223333:execution:m:e,       -
          """)
  void tellsTheQualifierOfAStateMachine(String field, String arn, String qualifier) {
    // given
    var request =
        request("POST", "/")
            .signedFor("states")
            .header("X-Amz-Target", "AWSStepFunctions.DescribeStateMachine")
            .json("{\"%s\": \"%s\"}".formatted(field, arn))
            .build();

    // when
    var found = finder.find(request);

    // then
    assertThat(found.qualifier()).isEqualTo(qualifier);
    assertThat(found.resource()).isEqualTo(arn);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          GET,    /,                                          -,                 ListBuckets,             -
          PUT,    /bucket,                                    -,                 CreateBucket,            bucket
          GET,    /bucket,                                    -,                 ListObjects,             bucket
          GET,    /bucket?list-type=2&prefix=a,               -,                 ListObjectsV2,           bucket
          GET,    /bucket?acl,                                -,                 GetBucketAcl,            bucket
          POST,   /bucket?delete,                             -,                 DeleteObjects,           bucket
          GET,    /bucket/a/b%20c+d,                          -,                 GetObject,               bucket/a/b c+d
          GET,    /bucket/key?x-id=GetObject,                 -,                 GetObject,               bucket/key
          HEAD,   /bucket/key,                                -,                 HeadObject,              bucket/key
          PUT,    /bucket/key,                                -,                 PutObject,               bucket/key
          PUT,    /bucket/key,                                x-amz-copy-source, CopyObject,              bucket/key
          PUT,    /bucket/key?partNumber=1&uploadId=u,        -,                 UploadPart,              bucket/key
          PUT,    /bucket/key?partNumber=1&uploadId=u,        x-amz-copy-source, UploadPartCopy,          bucket/key
          POST,   /bucket/key?uploads,                        -,                 CreateMultipartUpload,   bucket/key
          POST,   /bucket/key?uploadId=u,                     -,                 CompleteMultipartUpload, bucket/key
          DELETE, /bucket/key,                                -,                 DeleteObject,            bucket/key
          """)
  void tellsS3OperationsByQueryAndHeadersToo(
      String method, String target, String header, String operation, String resource) {
    // given
    var request = request(method, target).signedFor("s3");
    if (header != null) {
      request.header(header, "other/key");
    }

    // when
    var found = finder.find(request.build());

    // then
    assertThat(found.name()).isEqualTo(operation);
    assertThat(found.resource()).isEqualTo(resource);
    assertThat(found.write())
        .isEqualTo(
            !operation.startsWith("Get")
                && !operation.startsWith("List")
                && !operation.startsWith("Head"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          states,   AWSStepFunctions.CreateStateMachine,             name,                  orders,               true
          states,   AWSStepFunctions.UpdateStateMachine,             stateMachineArn,       arn:m,                true
          states,   AWSStepFunctions.PublishStateMachineVersion,     stateMachineArn,       arn:m,                true
          states,   AWSStepFunctions.UpdateStateMachineAlias,        stateMachineAliasArn,  arn:m:live,           true
          states,   AWSStepFunctions.DeleteStateMachineVersion,      stateMachineVersionArn, arn:m:3,             true
          states,   AWSStepFunctions.DescribeStateMachine,           stateMachineArn,       arn:m,                false
          states,   AWSStepFunctions.ListTagsForResource,            resourceArn,           arn:m,                false
          states,   AWSStepFunctions.ValidateStateMachineDefinition, definition,            -,                    false
          states,   AWSStepFunctions.TestState,                      definition,            -,                    false
          states,   AWSStepFunctions.StartExecution,                 stateMachineArn,       arn:m,                false
          states,   AWSStepFunctions.StartSyncExecution,             stateMachineArn,       arn:m,                false
          states,   AWSStepFunctions.SendTaskSuccess,                taskToken,             -,                    false
          states,   AWSStepFunctions.GetActivityTask,                activityArn,           arn:a,                false
          states,   AWSStepFunctions.StopExecution,                  executionArn,          arn:e,                true
          sqs,      AmazonSQS.CreateQueue,                           QueueName,             q,                    true
          sqs,      AmazonSQS.SendMessage,                           QueueUrl,              http://h/1/q,         false
          events,   AWSEvents.PutRule,                               Name,                  nightly,              true
          events,   AWSEvents.PutEvents,                             Entries,               -,                    false
          events,   AWSEvents.DescribeRule,                          Name,                  nightly,              false
          monitoring, GraniteServiceVersion20100801.PutMetricData,   Namespace,             shop,                 false
          monitoring, GraniteServiceVersion20100801.PutMetricAlarm,  AlarmName,             late,                 true
          dynamodb, DynamoDB_20120810.PutItem,                       TableName,             orders,               true
          dynamodb, DynamoDB_20120810.GetItem,                       TableName,             orders,               false
          """)
  void tellsJsonOperationsByTargetSignedOrNot(
      String service, String target, String field, String value, boolean write) {
    // given
    var body =
        "{\"filler\": {\"name\": \"not this\"}, \"%s\": \"%s\"}"
            .formatted(field, value == null ? "x" : value);
    var signed = request("POST", "/").signedFor(service).header("X-Amz-Target", target).json(body);
    var unsigned = request("POST", "/").header("X-Amz-Target", target).json(body);
    var resource = value != null && value.startsWith("http") ? "q" : value;

    // when
    var found = Stream.of(signed, unsigned).map(Requests::build).map(finder::find);

    // then
    var name = target.substring(target.indexOf('.') + 1);
    assertThat(found).containsOnly(new Operation(service, name, resource, write));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          sts,        Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr, AssumeRole,  arn:aws:iam::1:role/r, false
          sts,        Action=GetCallerIdentity&Version=2011-06-15,                                    GetCallerIdentity, -,                false
          iam,        Action=CreateRole&Version=2010-05-08&RoleName=r&AssumeRolePolicyDocument=x,     CreateRole,  r,                      true
          iam,        Action=GetRole&Version=2010-05-08&RoleName=r,                                   GetRole,     r,                      false
          iam,        Action=AttachRolePolicy&Version=2010-05-08&PolicyArn=p&RoleName=r,              AttachRolePolicy, r,                 true
          monitoring, Action=PutMetricAlarm&Version=2010-08-01&AlarmName=late,                        PutMetricAlarm, late,                true
          sqs,        Action=GetQueueUrl&Version=2012-11-05&QueueName=q,                              GetQueueUrl, q,                      false
          sns,        Action=Publish&Version=2010-03-31&TopicArn=t&Message=secret,                    Publish,     t,                      false
          """)
  void tellsQueryOperationsByActionSignedOrNot(
      String service, String form, String operation, String resource, boolean write) {
    // given
    var signed = request("POST", "/").signedFor(service).form(form);
    var unsigned = request("POST", "/").form(form);

    // when
    var found = Stream.of(signed, unsigned).map(Requests::build).map(finder::find);

    // then
    assertThat(found).containsOnly(new Operation(service, operation, resource, write));
  }

  @Test
  void tellsRpcOperationsByPath() {
    // given
    var request =
        request("POST", "/service/GraniteServiceVersion20100801/operation/PutMetricAlarm").build();

    // when
    var found = finder.find(request);

    // then
    assertThat(found).isEqualTo(new Operation("monitoring", "PutMetricAlarm", null, true));
  }

  @Test
  void findsTheFunctionsNameBehindAnArchiveInTheBody() {
    // given
    var body =
        "{\"Code\": {\"ZipFile\": \"%s\"}, \"Environment\": {\"Variables\": {\"FunctionName\": \"no\"}}, \"FunctionName\": \"orders\"}"
            .formatted("QUJD".repeat(1_000_000));

    // when
    var found = finder.find(request("POST", "/2015-03-31/functions").json(body).build());

    // then
    assertThat(found).isEqualTo(new Operation("lambda", "CreateFunction", "orders", true));
  }

  @Test
  void readsTheSignerFromAPresignedUrl() {
    // given
    var request =
        request(
                "GET",
                "/bucket/key?X-Amz-Credential=AKIDEXAMPLE%2F20261124%2Feu-west-1%2Fs3%2Faws4_request")
            .build();

    // when
    var scope = request.scope();

    // then
    assertThat(scope).isEqualTo(new CredentialScope("AKIDEXAMPLE", "eu-west-1", "s3"));
    assertThat(finder.find(request).name()).isEqualTo("GetObject");
  }

  @ParameterizedTest
  @MethodSource("everyRestOperation")
  void tellsEveryRestOperationFromTheOthers(String service, String operation, AwsRequest request) {
    // when
    var found = finder.find(request);

    // then
    assertThat(found.service()).isEqualTo(service);
    assertThat(found.name()).isEqualTo(operation);
  }

  /** A request for each row of the table, made from the row. */
  static Stream<Object[]> everyRestOperation() throws IOException {
    var rows = new ArrayList<Object[]>();
    try (var in =
        Objects.requireNonNull(OperationFinder.class.getResourceAsStream("operations.tsv"))) {
      for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#")) {
          var cells = List.of(line.split("\t", -1));
          var path = cells.get(3).replaceAll("\\{[^}]+}", "a-label");
          var query = cells.get(4).replace(',', '&');
          var request =
              request(cells.get(2), query.isEmpty() ? path : path + "?" + query)
                  .signedFor(cells.get(0));
          for (var header : cells.get(5).split(",")) {
            request.header(header, "x");
          }
          rows.add(new Object[] {cells.get(0), cells.get(1), request.build()});
        }
      }
    }
    return rows.stream();
  }
}
