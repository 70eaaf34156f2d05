package dev.aileron.integrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.Bit32Lib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.StringLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.jse.JseBaseLib;
import org.luaj.vm2.lib.jse.JseMathLib;
import org.luaj.vm2.lib.jse.JseOsLib;

/** Runs a health script the way Argo CD does: the object as {@code obj}, a table as the answer. */
final class ArgoHealth {
  private static final Path ROOT =
      Path.of(System.getProperty("project.root", ".."), "integrations", "argocd");

  private ArgoHealth() {}

  /** What Argo CD shows. */
  record Health(String status, String message) {}

  /** Which libraries a script finds. */
  enum Libraries {
    /** base, table, package, os: what scripts in argocd-cm have. */
    RESTRICTED,
    /** string and math as well: what scripts built into Argo CD have. */
    OPEN
  }

  static Path folder(String kind) {
    return ROOT.resolve("resource_customizations/aileron.dev").resolve(kind);
  }

  static Path configMap() {
    return ROOT.resolve("argocd-cm.yaml");
  }

  static Health of(String kind, Object object, Libraries libraries) throws IOException {
    Globals lua = new Globals();
    lua.load(new JseBaseLib());
    lua.load(new PackageLib());
    lua.load(new Bit32Lib());
    lua.load(new TableLib());
    lua.load(new JseOsLib());
    if (libraries == Libraries.OPEN) {
      lua.load(new StringLib());
      lua.load(new JseMathLib());
    } else {
      lua.set("string", LuaValue.NIL);
      lua.set("math", LuaValue.NIL);
    }
    LoadState.install(lua);
    LuaC.install(lua);
    lua.set("obj", value(object));
    String script = Files.readString(folder(kind).resolve("health.lua"));
    LuaValue answer = lua.load(script, kind).call();
    return new Health(answer.get("status").tojstring(), answer.get("message").tojstring());
  }

  private static LuaValue value(Object object) {
    return switch (object) {
      case null -> LuaValue.NIL;
      case Map<?, ?> map -> {
        LuaTable table = new LuaTable();
        map.forEach((key, value) -> table.set(String.valueOf(key), value(value)));
        yield table;
      }
      case List<?> list -> {
        LuaTable table = new LuaTable();
        for (int i = 0; i < list.size(); i++) {
          table.set(i + 1, value(list.get(i)));
        }
        yield table;
      }
      case Number number -> LuaValue.valueOf(number.doubleValue());
      case Boolean bool -> LuaValue.valueOf(bool);
      default -> LuaValue.valueOf(String.valueOf(object));
    };
  }
}
