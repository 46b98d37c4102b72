package dev.freshet.bench.peer;

import dev.freshet.bench.jersey.BroadcastApplication;
import dev.freshet.bench.jersey.BroadcastResource;
import dev.freshet.bench.load.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jersey's own broadcaster, on the server and with the options that Freshet has. */
public final class JerseyPeer implements Peer {
  private static final List<Class<?>> CLASSES =
      List.of(BroadcastApplication.class, BroadcastResource.class);

  @Override
  public String name() {
    return "jersey";
  }

  @Override
  public Optional<String> absence() {
    return Optional.empty();
  }

  @Override
  public Server start(Setup setup) {
    Path war = setup.file(".war");
    try {
      write(war);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Program program = Payara.start(war, Map.of(), setup).awaitAnswer(setup.port(), "/ready");
    return Server.of(Dialect.PLAIN, setup.port(), "", program);
  }

  private static void write(Path war) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      for (Class<?> type : CLASSES) {
        String file = type.getName().replace('.', '/') + ".class";
        zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + file));
        copy(type, "/" + file, zip);
        zip.closeEntry();
      }
    }
  }

  private static void copy(Class<?> type, String file, ZipOutputStream zip) throws IOException {
    try (InputStream bytes = type.getResourceAsStream(file)) {
      if (bytes == null) {
        throw new IOException("There is no " + file);
      }
      long unused = bytes.transferTo(zip);
    }
  }
}
