package dev.freshet.bench.peer;

import dev.freshet.bench.load.Dialect;
import dev.freshet.bench.socket.SocketLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The floor: a loop that writes each event to each socket, and does nothing else. */
public final class SocketPeer implements Peer {
  @Override
  public String name() {
    return "socket";
  }

  @Override
  public Optional<String> absence() {
    return Optional.empty();
  }

  @Override
  public Server start(Setup setup) {
    List<String> command = new ArrayList<>();
    command.add(Program.java());
    command.addAll(setup.allJvmOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SocketLoop.class.getName(), Integer.toString(setup.port())));
    Program program = Program.startJvm(command, Map.of(), setup).awaitPort(setup.port());
    return Server.of(Dialect.PLAIN, setup.port(), "", program);
  }
}
