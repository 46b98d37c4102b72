package dev.freshet.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes browsers revalidate assets each time, and compresses scripts, styles and images for
 * browsers that accept gzip.
 *
 * <p>Asset names carry no version: after an update a page could otherwise run with scripts of the
 * previous release, for as long as the browser's heuristic on {@code Last-Modified} lasts (RFC
 * 9111, section 4.2.2). The server's own compression stays off, because it would make Grizzly also
 * decompress request bodies, without a bound. Thread-safe.
 */
@WebFilter(urlPatterns = "/assets/*", asyncSupported = true)
public class AssetFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  private static final Set<String> COMPRESSIBLE = Set.of("js", "css", "svg");

  /** Compressed assets by path, at most as many as the WAR has assets. */
  private final transient ConcurrentMap<String, PackedAsset> packed = new ConcurrentHashMap<>();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-cache");
    response.addHeader("Vary", "Accept-Encoding");
    PackedAsset asset = takesGzip(request) ? asset(request.getServletPath()) : null;
    if (asset == null) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("ETag", asset.tag());
    if (asset.tag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(asset.type());
    response.setHeader("Content-Encoding", "gzip");
    response.setContentLength(asset.bytes().length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(asset.bytes());
    }
  }

  private static boolean takesGzip(HttpServletRequest request) {
    String accepted = request.getHeader("Accept-Encoding");
    return accepted != null
        && Set.of("GET", "HEAD").contains(request.getMethod())
        && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
            .map(coding -> coding.replace(" ", ""))
            .anyMatch(
                coding ->
                    coding.equals("gzip")
                        || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
  }

  private @Nullable PackedAsset asset(String path) throws IOException {
    PackedAsset known = packed.get(path);
    if (known != null || !COMPRESSIBLE.contains(path.substring(path.lastIndexOf('.') + 1))) {
      return known;
    }
    try (InputStream in = getServletContext().getResourceAsStream(path)) {
      if (in == null) {
        return null;
      }
      String type = getServletContext().getMimeType(path);
      PackedAsset made = PackedAsset.of(type, in.readAllBytes());
      packed.put(path, made);
      return made;
    }
  }
}
