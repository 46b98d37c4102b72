package dev.freshet.signin;

import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.Serializable;
import java.io.StringReader;

/**
 * A password as it is stored.
 *
 * @param hash the hash to verify it with; does not reveal the password
 * @param isOneTime whether it may only be used to choose another
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
