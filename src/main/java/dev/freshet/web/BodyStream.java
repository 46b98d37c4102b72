package dev.freshet.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request's body with a bound on the time that it may take, and a place in the {@link BodyRoom}
 * while a thread waits for it. A body that has already arrived, as most have, needs no place. Used
 * by the request's thread.
 */
final class BodyStream extends ServletInputStream {
  private static final int MOST_BYTES_A_READ = 8 * 1024;

  /** A body up to this size is not counted; larger ones are counted in steps of this size. */
  private static final int STEP = 64 * 1024;

  private final ServletInputStream body;
  private final long length;
  private final BodyRoom room;
  private final Supplier<BodyRoom.Client> sender;
  private final Duration time;

  private BodyRoom.@Nullable Client client;
  private boolean isWaitedFor;
  private boolean hasEnded;
  private long waitedSince;
  private long read;
  private long kept;
  private long taken;

  /**
   * Creates a stream for a body of which nothing has been read yet.
   *
   * @param length its length in bytes, or -1 if that is not known
   * @param sender returns the client; called at most once, and only when needed
   * @param time how long the body may take
   */
  BodyStream(
      ServletInputStream body,
      long length,
      BodyRoom room,
      Supplier<BodyRoom.Client> sender,
      Duration time) {
    this.body = body;
    this.length = length;
    this.room = room;
    this.sender = sender;
    this.time = time;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads what has arrived, or waits for more.
   *
   * @throws WebApplicationException 408 if the body has taken too long, 503 if there is no room for
   *     it, 400 if it is cut short
   */
  @Override
  public int read(byte[] to, int at, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    int number = next(to, at, most);
    if (number > 0) {
      keep(number);
    }
    return number;
  }

  /** Reads past bytes without keeping them. */
  @Override
  public long skip(long number) throws IOException {
    byte[] scratch = new byte[MOST_BYTES_A_READ];
    long skipped = 0;
    while (skipped < number) {
      int more = next(scratch, 0, (int) Math.min(scratch.length, number - skipped));
      if (more < 0) {
        return skipped;
      }
      skipped += more;
    }
    return skipped;
  }

  private int next(byte[] to, int at, int most) throws IOException {
    if (hasEnded || (length >= 0 && read >= length)) {
      end();
      return -1;
    }
    if (!isWaitedFor && body.available() <= 0) {
      room.enter(client());
      isWaitedFor = true;
      waitedSince = System.nanoTime();
    }
    checkTime();
    int number;
    try {
      number = body.read(to, at, Math.min(most, MOST_BYTES_A_READ));
    } catch (IOException e) {
      checkTime();
      throw Problem.badRequest("The body did not come to its end.");
    }
    if (number < 0) {
      end();
    } else {
      read += number;
    }
    return number;
  }

  private void checkTime() {
    if (isWaitedFor && System.nanoTime() - waitedSince > time.toNanos()) {
      throw Problem.timeout("The body took longer than " + time.toSeconds() + " seconds.");
    }
  }

  private void keep(int number) {
    kept += number;
    if (kept > STEP && kept > taken) {
      room.take(client(), STEP);
      taken += STEP;
    }
  }

  private BodyRoom.Client client() {
    BodyRoom.Client known = client;
    if (known == null) {
      known = sender.get();
      client = known;
    }
    return known;
  }

  private void end() {
    hasEnded = true;
    if (isWaitedFor) {
      isWaitedFor = false;
      room.leave(client());
    }
  }

  /** Returns all room, once the request has been handled. May be called again. */
  @Override
  public void close() {
    end();
    if (taken > 0) {
      room.giveBack(client(), taken);
      taken = 0;
    }
  }

  @Override
  public int available() throws IOException {
    return hasEnded ? 0 : body.available();
  }

  @Override
  public boolean isFinished() {
    return hasEnded;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new IllegalStateException("This body is read by the thread of its request.");
  }
}
