package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Function URLs: configuration. Serving them is the business of those who run functions. */
final class UrlOperations {

  /** The address of a URL's id. */
  interface Addresses {
    String of(String id);
  }

  private final Addresses addresses;

  UrlOperations(Addresses addresses) {
    this.addresses = addresses;
  }

  ObjectNode create(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    synchronized (context.region()) {
      var function = context.region().find(reference.name(), context.now());
      if (function == null) {
        throw Errors.notFound("Function does not exist");
      }
      var alias = reference.qualifier();
      if (alias != null && !function.aliases.containsKey(alias)) {
        throw Errors.notFound("Function does not exist");
      }
      var key = alias == null ? LambdaFunction.UNQUALIFIED : alias;
      if (function.urls.containsKey(key)) {
        throw Errors.conflict(
            "Failed to create function url config for [functionArn = %s]. Error message:  FunctionUrlConfig exists for this Lambda function"
                .formatted(reference.arn(context.region())));
      }
      var url =
          new Url(
              context.region().newId().replace("-", ""),
              function.name,
              alias,
              input.required("AuthType"),
              input.text("InvokeMode"),
              input.object("Cors"),
              context.now(),
              context.now());
      function.urls.put(key, url);
      var view = view(function, url);
      view.remove("LastModifiedTime");
      return view;
    }
  }

  ObjectNode get(Context context, Input input) {
    synchronized (context.region()) {
      var found = find(context, input);
      var view = view(found.function(), found.url());
      return view.put(
          "InvokeMode", Objects.requireNonNullElse(found.url().invokeMode(), "BUFFERED"));
    }
  }

  ObjectNode update(Context context, Input input) {
    synchronized (context.region()) {
      var found = find(context, input);
      var before = found.url();
      var cors = input.object("Cors");
      var url =
          new Url(
              before.id(),
              before.function(),
              before.alias(),
              Objects.requireNonNullElse(input.text("AuthType"), before.authType()),
              input.has("InvokeMode") ? input.text("InvokeMode") : before.invokeMode(),
              cors == null ? before.cors() : cors,
              before.created(),
              context.now());
      found.function().urls.put(key(before), url);
      return view(found.function(), url);
    }
  }

  @Nullable JsonNode delete(Context context, Input input) {
    synchronized (context.region()) {
      var found = find(context, input);
      found.function().urls.remove(key(found.url()));
      return null;
    }
  }

  ObjectNode list(Context context, Input input) {
    synchronized (context.region()) {
      var function = context.function(input.required("FunctionName"));
      return Page.of(
          input,
          List.copyOf(function.urls.entrySet()),
          Map.Entry::getKey,
          entry -> view(function, entry.getValue()),
          "FunctionUrlConfigs",
          Page.USUAL);
    }
  }

  private record Found(LambdaFunction function, Url url) {}

  private static Found find(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    var function = context.region().find(reference.name(), context.now());
    var qualifier = reference.qualifier();
    var url =
        function == null
            ? null
            : function.urls.get(qualifier == null ? LambdaFunction.UNQUALIFIED : qualifier);
    if (function == null || url == null) {
      throw Errors.notFound("The resource you requested does not exist.");
    }
    return new Found(function, url);
  }

  private static String key(Url url) {
    var alias = url.alias();
    return alias == null ? LambdaFunction.UNQUALIFIED : alias;
  }

  private ObjectNode view(LambdaFunction function, Url url) {
    var view =
        Reply.object()
            .put("FunctionArn", function.arn + (url.alias() == null ? "" : ":" + url.alias()))
            .put("FunctionUrl", addresses.of(url.id()))
            .put("AuthType", url.authType())
            .put("CreationTime", Times.zulu(url.created()))
            .put("LastModifiedTime", Times.zulu(url.modified()));
    Views.putIfPresent(view, "InvokeMode", url.invokeMode());
    if (url.cors() != null) {
      view.set("Cors", url.cors());
    }
    return view;
  }
}
