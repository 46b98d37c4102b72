package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A Lua script that Redis runs atomically. It is called by its digest, so that only the digest
 * crosses the network. Redis may forget scripts at any time; the text is then sent again.
 */
final class Script {
  static final Script APPEND = new Script("append.lua");
  static final Script BURY = new Script("bury.lua");
  static final Script CHANGE = new Script("change.lua");
  static final Script DEAD = new Script("dead.lua");
  static final Script LATEST = new Script("latest.lua");
  static final Script LEASE = new Script("lease.lua");
  static final Script LOCATE = new Script("locate.lua");
  static final Script PRESENT = new Script("present.lua");
  static final Script PROBE = new Script("probe.lua");
  static final Script READ = new Script("read.lua");
  static final Script RELEASE = new Script("release.lua");
  static final Script RENEW = new Script("renew.lua");
  static final Script RESTORE = new Script("restore.lua");
  static final Script RESUME = new Script("resume.lua");

  private static final byte[] LOAD = "LOAD".getBytes(US_ASCII);
  private static final byte[] ONE_KEY = "1".getBytes(US_ASCII);

  /** The digest, the number of keys, the key. */
  private static final int HEAD = 3;

  private final byte[] text;
  private final byte[] digest;

  private Script(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The WAR lacks " + name);
      }
      text = in.readAllBytes();
      digest =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-1").digest(text))
              .getBytes(US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String text() {
    return new String(text, UTF_8);
  }

  /** Loads the script into Redis. */
  void load(Wire wire) {
    wire.call(Command.SCRIPT, LOAD, text);
  }

  /** Returns the arguments of an {@code EVALSHA} of this script on a hub's keys. */
  byte[][] call(byte[] hub, byte[]... arguments) {
    byte[][] all = new byte[HEAD + arguments.length][];
    all[0] = digest;
    all[1] = ONE_KEY;
    all[2] = hub;
    System.arraycopy(arguments, 0, all, HEAD, arguments.length);
    return all;
  }

  /** Runs the script on a hub's keys and returns the raw answer. */
  @Nullable Object run(Wire wire, byte[] hub, String... arguments) {
    byte[][] bytes = new byte[arguments.length][];
    for (int i = 0; i < arguments.length; i++) {
      bytes[i] = arguments[i].getBytes(UTF_8);
    }
    byte[][] call = call(hub, bytes);
    try {
      return wire.call(Command.EVALSHA, call);
    } catch (JedisNoScriptException forgotten) {
      call[0] = text;
      return wire.call(Command.EVAL, call);
    }
  }
}
