package dev.freshet.bench.peer;

import dev.freshet.bench.load.Dialect;
import java.util.List;

/**
 * A running server.
 *
 * @param ports where it takes streams and events
 * @param token for publishers, or empty
 * @param programs the processes whose cost counts
 * @param helpers what it stands on, whose cost is told apart
 */
public record Server(
    Dialect dialect,
    List<Integer> ports,
    String token,
    List<Program> programs,
    List<AutoCloseable> helpers)
    implements AutoCloseable {

  public Server {
    ports = List.copyOf(ports);
    programs = List.copyOf(programs);
    helpers = List.copyOf(helpers);
  }

  static Server of(Dialect dialect, int port, String token, Program program) {
    return new Server(dialect, List.of(port), token, List.of(program), List.of());
  }

  @Override
  public void close() {
    programs.forEach(Program::close);
    for (AutoCloseable helper : helpers) {
      try {
        helper.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
