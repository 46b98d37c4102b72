package dev.freshet.signin;

import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.Serializable;
import java.io.StringReader;

/**
 * A password as it is kept.
 *
 * @param hash what it is checked with; nobody can tell the password from it
 * @param isOneTime whether it is good only for choosing another
 */
public record Password(String hash, boolean isOneTime) implements Serializable {
  static Password read(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonObject json = reader.readObject();
      return new Password(json.getString("hash"), json.getBoolean("oneTime"));
    }
  }

  String write() {
    return Json.createObjectBuilder()
        .add("hash", hash)
        .add("oneTime", isOneTime)
        .build()
        .toString();
  }
}
