package dev.aileron.kinds.function;

import dev.aileron.kernel.plan.Step;
import dev.aileron.kernel.status.Reason;
import java.util.Map;
import java.util.Set;

/** One change of a function in Lambda, with its precondition. */
public sealed interface FunctionStep extends Step {

  /**
   * Creates the function and, where its code is what it should be for sure, publishes it with the
   * same call. Fails if it exists.
   */
  record CreateFunction(FunctionDesired desired) implements FunctionStep {
    @Override
    public String summary() {
      return "create the function " + desired.functionName();
    }

    @Override
    public Reason event() {
      return Reason.Created;
    }
  }

  /** Deletes a function that never came up, so that it can be created anew. */
  record DeleteFailedFunction(String functionName, String why) implements FunctionStep {
    @Override
    public String summary() {
      return "delete the function " + functionName + ", which never came up: " + why;
    }

    @Override
    public Reason event() {
      return Reason.Deleted;
    }
  }

  /**
   * Changes configuration; fails if the function has another revision.
   *
   * @param changed empty to repeat an update that failed
   */
  record UpdateConfiguration(
      String functionName,
      FunctionConfig config,
      String description,
      String revisionID,
      Set<FunctionField> changed)
      implements FunctionStep {
    @Override
    public String summary() {
      return changed.isEmpty()
          ? "repeat the failed update of the function " + functionName
          : "update " + FunctionField.names(changed) + " of the function " + functionName;
    }

    @Override
    public Reason event() {
      return Reason.Updated;
    }
  }

  /** Changes code and architecture; fails if the function has another revision. */
  record UpdateCode(String functionName, CodePackage code, String architecture, String revisionID)
      implements FunctionStep {
    @Override
    public String summary() {
      return "update the code of the function " + functionName;
    }

    @Override
    public Reason event() {
      return Reason.Updated;
    }
  }

  /** Sets tags. */
  record Tag(String functionARN, Map<String, String> tags) implements FunctionStep {
    @Override
    public String summary() {
      return "set the tags " + tags.keySet().stream().sorted().toList();
    }

    @Override
    public Reason event() {
      return Reason.Updated;
    }
  }

  /** Removes tags. */
  record Untag(String functionARN, Set<String> keys) implements FunctionStep {
    @Override
    public String summary() {
      return "remove the tags " + keys.stream().sorted().toList();
    }

    @Override
    public Reason event() {
      return Reason.Updated;
    }
  }

  /**
   * Says who must have signed the code.
   *
   * @param configARN empty for nobody
   */
  record SetCodeSigning(String functionName, String configARN) implements FunctionStep {
    @Override
    public String summary() {
      return configARN.isEmpty()
          ? "ask for no signatures of the code of the function " + functionName
          : "ask for signatures of the code of the function %s by %s"
              .formatted(functionName, configARN);
    }

    @Override
    public Reason event() {
      return Reason.Updated;
    }
  }

  /** Says when the runtime under a version is updated. */
  record SetRuntimeUpdates(String functionName, String version, RuntimeManagement updates)
      implements FunctionStep {
    @Override
    public String summary() {
      return "set the runtime updates of version %s of the function %s to %s"
          .formatted(version, functionName, updates.describe());
    }

    @Override
    public Reason event() {
      return Reason.Updated;
    }
  }

  /**
   * Publishes {@code $LATEST}; fails if its code or revision is another. Repeating it publishes
   * nothing new: Lambda returns the version that has the same content.
   */
  record PublishVersion(
      String functionName, String codeSHA256, String revisionID, String description)
      implements FunctionStep {
    @Override
    public String summary() {
      return "publish a version of the function " + functionName;
    }

    @Override
    public Reason event() {
      return Reason.Published;
    }
  }

  /** Creates the alias; fails if it exists. */
  record CreateAlias(String functionName, String alias, String version) implements FunctionStep {
    @Override
    public String summary() {
      return "create the alias " + alias + " on version " + version;
    }

    @Override
    public Reason event() {
      return Reason.Promoted;
    }
  }

  /** Moves the alias and clears its weights; fails if it has another revision. */
  record UpdateAlias(String functionName, String alias, String version, String revisionID)
      implements FunctionStep {
    @Override
    public String summary() {
      return "move the alias " + alias + " to version " + version;
    }

    @Override
    public Reason event() {
      return Reason.Promoted;
    }
  }
}
