package dev.freshet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One node's exclusive lock on a directory. The operating system releases it when the process ends,
 * however it ends.
 *
 * <p>On POSIX a process loses its lock on a file as soon as it closes any descriptor of that file.
 * The holders within the JVM are therefore also recorded in system properties, so that a second
 * deployment in the same JVM, possibly in another class loader, never touches the file.
 */
final class DirectoryLock implements AutoCloseable {
  /** The locked file. Its text names the holder. */
  static final String FILE = "freshet.lock";

  private static final Logger LOG = System.getLogger(DirectoryLock.class.getName());
  private static final String PROPERTY = "dev.freshet.locked:";

  private final String property;
  private final FileChannel channel;
  private final AtomicBoolean isHeld = new AtomicBoolean(true);

  private DirectoryLock(String property, FileChannel channel) {
    this.property = property;
    this.channel = channel;
  }

  /**
   * Locks a directory, which is created if it does not exist.
   *
   * @throws IllegalStateException if another node holds it, or the directory cannot be written to
   */
  static DirectoryLock take(Path directory) {
    String holder =
        "process "
            + ProcessHandle.current().pid()
            + " since "
            + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try {
      Path real = Files.createDirectories(directory).toRealPath();
      String property = PROPERTY + real;
      Object other = System.getProperties().putIfAbsent(property, holder);
      if (other != null) {
        throw taken(directory, "another application in this " + other);
      }
      FileChannel channel = open(real, property, directory);
      write(channel, holder);
      return new DirectoryLock(property, channel);
    } catch (IOException e) {
      throw new IllegalStateException(
          "FRESHET_DATA: the directory " + directory + " cannot be used: " + e, e);
    }
  }

  private static FileChannel open(Path real, String property, Path directory) throws IOException {
    Path file = real.resolve(FILE);
    boolean isOurs = false;
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, CREATE, READ, WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw taken(directory, read(channel));
      }
      isOurs = true;
      return channel;
    } catch (OverlappingFileLockException e) {
      // Held by another class loader that set no property. Closing this channel would release its
      // lock.
      channel = null;
      throw taken(directory, "another application in this process");
    } finally {
      if (!isOurs) {
        System.getProperties().remove(property);
        close(channel);
      }
    }
  }

  private static IllegalStateException taken(Path directory, String holder) {
    return new IllegalStateException(
        "FRESHET_DATA: the directory "
            + directory
            + " is in use by another node ("
            + holder
            + "). Two nodes must not share a directory: stop the other one first, or give this one"
            + " a directory of its own, or let the nodes share a Redis.");
  }

  private static String read(FileChannel channel) {
    try {
      ByteBuffer text = ByteBuffer.allocate(200);
      int unused = channel.read(text, 0);
      return new String(text.array(), 0, text.position(), UTF_8).trim();
    } catch (IOException e) {
      return "it cannot be said which: " + e;
    }
  }

  /** Only the lock matters; on a full disk the text may be missing. */
  private static void write(FileChannel channel, String holder) {
    try {
      channel.truncate(0);
      int unused = channel.write(ByteBuffer.wrap((holder + "\n").getBytes(UTF_8)), 0);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The holder could not be written to the lock's file", e);
    }
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The lock's file could not be closed", e);
    }
  }

  @Override
  public void close() {
    if (isHeld.getAndSet(false)) {
      close(channel);
      System.getProperties().remove(property);
    }
  }
}
