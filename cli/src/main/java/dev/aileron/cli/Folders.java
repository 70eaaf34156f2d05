package dev.aileron.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks for files in folders, always in the same order. */
public final class Folders {
  private static final Set<String> SKIPPED = Set.of("node_modules", "target", "build", "vendor");

  private Folders() {}

  /**
   * The files below a folder whose names end so. Hidden folders, and those with what others wrote
   * or a build made, are left out.
   *
   * @throws IOException if a folder cannot be read
   */
  public static List<Path> below(Path top, List<String> endings) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = dir.getFileName() == null ? "" : dir.getFileName().toString();
            boolean hidden = name.startsWith(".") && name.length() > 2;
            boolean skipped = !dir.equals(top) && (hidden || SKIPPED.contains(name));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (endsWith(file, endings)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  /** Whether the name of a file ends in one of those ways. */
  public static boolean endsWith(Path path, List<String> endings) {
    return endings.stream().anyMatch(path.toString()::endsWith);
  }
}
