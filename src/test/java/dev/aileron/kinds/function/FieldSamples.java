package dev.aileron.kinds.function;

import dev.aileron.api.FunctionSpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values for every field of the configuration: two to go from one to the other, and none. */
final class FieldSamples {
  private static final FunctionSpec ARCHIVE =
      Specs.of(
          """
          runtime: python3.13
          handler: app.handler
          code: { inline: { app.py: x = 1 } }
          role: { arn: 'arn:aws:iam::111122223333:role/shop' }
          """);

  private static final FunctionSpec IMAGE =
      Specs.of(
          """
          code: { image: { uri: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1' } }
          role: { arn: 'arn:aws:iam::111122223333:role/shop' }
          """);

  /**
   * A field.
   *
   * @param first YAML with a value for it
   * @param second YAML with another
   * @param without YAML that takes it out; null if it cannot be
   * @param sent what Lambda is sent for the first value, as JSON
   * @param cleared what Lambda is sent when the field is taken out, as JSON
   */
  record Sample(
      FunctionField field,
      String first,
      String second,
      @Nullable String without,
      String sent,
      @Nullable String cleared) {
    FunctionSpec base() {
      return field == FunctionField.IMAGE ? IMAGE : ARCHIVE;
    }

    FunctionSpec withFirst() {
      return Specs.with(base(), first);
    }

    FunctionSpec withSecond() {
      return Specs.with(base(), second);
    }

    @Override
    public String toString() {
      return field.path();
    }
  }

  private FieldSamples() {}

  static Stream<Sample> all() {
    return SAMPLES.stream();
  }

  private static final List<Sample> SAMPLES =
      List.of(
          changed(
              FunctionField.RUNTIME,
              "runtime: python3.12",
              "runtime: nodejs22.x",
              "{\"Runtime\":\"python3.12\"}"),
          changed(
              FunctionField.HANDLER,
              "handler: app.first",
              "handler: app.second",
              "{\"Handler\":\"app.first\"}"),
          changed(
              FunctionField.ROLE,
              "role: { arn: 'arn:aws:iam::111122223333:role/first' }",
              "role: { arn: 'arn:aws:iam::111122223333:role/second' }",
              "{\"Role\":\"arn:aws:iam::111122223333:role/first\"}"),
          new Sample(
              FunctionField.IMAGE,
              "code: { image: { uri: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1', command:"
                  + " [run, all], entryPoint: [sh], workingDirectory: /app } }",
              "code: { image: { uri: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1', command:"
                  + " [run] } }",
              "code: { image: { uri: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1' } }",
              "{\"ImageConfig\":{\"EntryPoint\":[\"sh\"],\"Command\":[\"run\",\"all\"],\"WorkingDirectory\":\"/app\"}}",
              "{\"ImageConfig\":{\"EntryPoint\":[],\"Command\":[],\"WorkingDirectory\":\"\"}}"),
          new Sample(
              FunctionField.MEMORY,
              "memoryMB: 256",
              "memoryMB: 512",
              "memoryMB: null",
              "{\"MemorySize\":256}",
              "{\"MemorySize\":128}"),
          new Sample(
              FunctionField.TIMEOUT,
              "timeoutSeconds: 30",
              "timeoutSeconds: 60",
              "timeoutSeconds: null",
              "{\"Timeout\":30}",
              "{\"Timeout\":3}"),
          new Sample(
              FunctionField.EPHEMERAL_STORAGE,
              "ephemeralStorageMB: 1024",
              "ephemeralStorageMB: 2048",
              "ephemeralStorageMB: null",
              "{\"EphemeralStorage\":{\"Size\":1024}}",
              "{\"EphemeralStorage\":{\"Size\":512}}"),
          new Sample(
              FunctionField.ENV,
              "env: [{ name: TABLE, value: orders }]",
              "env: [{ name: TABLE, value: carts }, { name: STAGE, value: '' }]",
              "env: null",
              "{\"Environment\":{\"Variables\":{\"TABLE\":\"orders\"}}}",
              "{\"Environment\":{\"Variables\":{}}}"),
          new Sample(
              FunctionField.LAYERS,
              "layers: ['arn:aws:lambda:eu-west-1:111122223333:layer:b:3',"
                  + " 'arn:aws:lambda:eu-west-1:111122223333:layer:a:1']",
              "layers: ['arn:aws:lambda:eu-west-1:111122223333:layer:a:1',"
                  + " 'arn:aws:lambda:eu-west-1:111122223333:layer:b:3']",
              "layers: null",
              "{\"Layers\":[\"arn:aws:lambda:eu-west-1:111122223333:layer:b:3\",\"arn:aws:lambda:eu-west-1:111122223333:layer:a:1\"]}",
              "{\"Layers\":[]}"),
          new Sample(
              FunctionField.VPC,
              "vpc: { subnetIDs: [subnet-2, subnet-1], securityGroupIDs: [sg-1] }",
              "vpc: { subnetIDs: [subnet-1], securityGroupIDs: [sg-1], ipv6: true }",
              "vpc: null",
              "{\"VpcConfig\":{\"SubnetIds\":[\"subnet-1\",\"subnet-2\"],\"SecurityGroupIds\":[\"sg-1\"],\"Ipv6AllowedForDualStack\":false}}",
              "{\"VpcConfig\":{\"SubnetIds\":[],\"SecurityGroupIds\":[],\"Ipv6AllowedForDualStack\":false}}"),
          new Sample(
              FunctionField.FILE_SYSTEMS,
              "fileSystems: [{ arn: 'arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/fsap-1',"
                  + " mountPath: /mnt/data }]",
              "fileSystems: [{ arn: 'arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/fsap-1',"
                  + " mountPath: /mnt/other }]",
              "fileSystems: null",
              "{\"FileSystemConfigs\":[{\"Arn\":\"arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/fsap-1\",\"LocalMountPath\":\"/mnt/data\"}]}",
              "{\"FileSystemConfigs\":[]}"),
          new Sample(
              FunctionField.KMS_KEY,
              "kmsKeyARN: 'arn:aws:kms:eu-west-1:111122223333:key/1'",
              "kmsKeyARN: 'arn:aws:kms:eu-west-1:111122223333:key/2'",
              "kmsKeyARN: null",
              "{\"KMSKeyArn\":\"arn:aws:kms:eu-west-1:111122223333:key/1\"}",
              "{\"KMSKeyArn\":\"\"}"),
          new Sample(
              FunctionField.TRACING,
              "tracing: Active",
              "tracing: PassThrough",
              "tracing: null",
              "{\"TracingConfig\":{\"Mode\":\"Active\"}}",
              "{\"TracingConfig\":{\"Mode\":\"PassThrough\"}}"),
          new Sample(
              FunctionField.LOGGING,
              "logging: { format: JSON, systemLevel: WARN, logGroup: /shop/all }",
              "logging: { logGroup: /shop/other }",
              "logging: null",
              "{\"LoggingConfig\":{\"LogFormat\":\"JSON\",\"ApplicationLogLevel\":\"INFO\",\"SystemLogLevel\":\"WARN\",\"LogGroup\":\"/shop/all\"}}",
              "{\"LoggingConfig\":{\"LogFormat\":\"Text\",\"LogGroup\":\"/aws/lambda/hello\"}}"),
          new Sample(
              FunctionField.DEAD_LETTER,
              "deadLetterARN: 'arn:aws:sqs:eu-west-1:111122223333:failed'",
              "deadLetterARN: 'arn:aws:sns:eu-west-1:111122223333:failed'",
              "deadLetterARN: null",
              "{\"DeadLetterConfig\":{\"TargetArn\":\"arn:aws:sqs:eu-west-1:111122223333:failed\"}}",
              "{\"DeadLetterConfig\":{\"TargetArn\":\"\"}}"),
          new Sample(
              FunctionField.SNAP_START,
              "snapStart: PublishedVersions",
              "snapStart: None",
              "snapStart: null",
              "{\"SnapStart\":{\"ApplyOn\":\"PublishedVersions\"}}",
              "{\"SnapStart\":{\"ApplyOn\":\"None\"}}"),
          changed(
              FunctionField.DURABLE,
              "durable: { executionTimeoutSeconds: 3600 }",
              "durable: { executionTimeoutSeconds: 3600, retentionDays: 30 }",
              "{\"DurableConfig\":{\"RetentionPeriodInDays\":14,\"ExecutionTimeout\":3600}}"));

  /** A field that has a value always. */
  private static Sample changed(FunctionField field, String first, String second, String sent) {
    return new Sample(field, first, second, null, sent, null);
  }
}
