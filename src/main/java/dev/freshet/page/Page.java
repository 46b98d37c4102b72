package dev.freshet.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Facts about the application: {@code #{page.version}}. */
@Named
@RequestScoped
public class Page {
  @Inject private ServletContext context;

  /** Returns the version of the WAR. */
  public String getVersion() {
    try (var in = context.getResourceAsStream("/META-INF/MANIFEST.MF")) {
      var version =
          in == null
              ? null
              : new Manifest(in)
                  .getMainAttributes()
                  .getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? "development" : version;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
