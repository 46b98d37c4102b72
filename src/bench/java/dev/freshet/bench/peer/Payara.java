package dev.freshet.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Starts a WAR on Payara Micro with the options of the folder {@code payara}, as mvn does. */
final class Payara {
  private static final Path JAR = Path.of("target", "payara-micro.jar");

  private Payara() {}

  /** Starts it; whether it answers is for the caller to wait for. */
  static Program start(Path war, Map<String, String> environment, Setup setup) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Program.java(), "@payara/jvm.args"));
    command.addAll(setup.allJvmOptions());
    command.addAll(List.of("-jar", JAR.toString()));
    try {
      Files.readAllLines(Path.of("payara", "micro.args"))
          .forEach(line -> command.addAll(Arrays.asList(line.strip().split(" +", 2))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.addAll(List.of("--port", Integer.toString(setup.port())));
    command.addAll(List.of("--deploy", war.toString()));
    return Program.startJvm(command, environment, setup);
  }
}
