package dev.aileron.sandbox.tools;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Lets one process at a time fill the cache; the system frees it when its holder ends. */
final class CacheLock implements AutoCloseable {

  private final FileChannel channel;

  private CacheLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits until nobody else holds the lock. */
  static CacheLock acquire(Path cache, Consumer<String> progress) throws IOException {
    Files.createDirectories(cache);
    var channel =
        FileChannel.open(
            cache.resolve("sandbox.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      progress.accept("waiting for another sandbox that is filling the tools cache");
      channel.lock();
    }
    return new CacheLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
