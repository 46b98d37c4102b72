package dev.freshet.bench.load;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/**
 * What a load generator and the one that started it say to each other, line by line: at each step
 * it says so, and waits to be told to go on.
 */
public final class Conversation {
  /** Before a step's name. */
  public static final String AT = "at ";

  /** Before the result. */
  public static final String RESULT = "result ";

  /** The answer to a step. */
  public static final String GO = "go";

  /** The server has seen no stream yet. */
  public static final String BEFORE = "before";

  /** A few streams are open, so that what the server loads once is there. */
  public static final String BASE = "base";

  /** All streams are open. */
  public static final String OPENED = "opened";

  /** What is counted begins as soon as this is answered. */
  public static final String WARM = "warm";

  /** What is counted is over. */
  public static final String COUNTED = "counted";

  private final BufferedReader in;
  private final PrintStream out;

  Conversation(BufferedReader in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  String read() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IOException("Nobody is there any more.");
    }
    return line;
  }

  void at(String step) throws IOException {
    say(AT + step);
    String answer = read();
    if (!answer.equals(GO)) {
      throw new IOException("Not an answer: " + answer);
    }
  }

  void result(JsonObject result) {
    say(RESULT + result);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
