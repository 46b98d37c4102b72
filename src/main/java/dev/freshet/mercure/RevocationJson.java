package dev.freshet.mercure;

import dev.freshet.auth.Revocation;
import dev.freshet.auth.Revocation.Kind;
import dev.freshet.json.InvalidJsonException;
import dev.freshet.json.Json;
import dev.freshet.web.Problem;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.WebApplicationException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads and writes revocations as JSON: for the API, the store and the nodes. */
final class RevocationJson {
  private static final int LONGEST_VALUE = 1024;

  private RevocationJson() {}

  static JsonObjectBuilder describe(Revocation revocation) {
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add(member(revocation.kind()), revocation.value())
            .add("since", revocation.since().toString());
    if (revocation.until() != null) {
      object.add("until", revocation.until().toString());
    }
    return object;
  }

  static String write(Revocation revocation) {
    return describe(revocation).build().toString();
  }

  /** Reads the output of {@link #write}. */
  static Revocation read(String text) {
    JsonObject object = Json.object(text);
    return read(object, Instant.parse(object.getString("since")));
  }

  /**
   * Reads an administrator's request to revoke.
   *
   * @throws WebApplicationException 400 if it is not valid
   */
  static Revocation wish(String text, Instant now) {
    try {
      JsonObject object = Json.object(text);
      for (String name : object.keySet()) {
        if (!name.equals("subject") && !name.equals("tokenId") && !name.equals("until")) {
          throw Problem.badRequest("The members are subject or tokenId, and until.");
        }
      }
      Revocation wish = read(object, now);
      if (wish.isOver(now)) {
        throw Problem.badRequest("until must be a time that is still to come.");
      }
      return wish;
    } catch (InvalidJsonException e) {
      throw Problem.badRequest("The body is not a JSON object: " + e.getMessage());
    }
  }

  private static Revocation read(JsonObject object, Instant since) {
    String subject = text(object, "subject");
    String token = text(object, "tokenId");
    if ((subject == null) == (token == null)) {
      throw Problem.badRequest("Give either the subject or the tokenId.");
    }
    String value = subject == null ? String.valueOf(token) : subject;
    if (value.isEmpty() || value.length() > LONGEST_VALUE) {
      throw Problem.badRequest("The name must have 1 to " + LONGEST_VALUE + " characters.");
    }
    return new Revocation(subject == null ? Kind.TOKEN : Kind.SUBJECT, value, since, until(object));
  }

  private static @Nullable Instant until(JsonObject object) {
    String until = text(object, "until");
    try {
      return until == null ? null : Instant.parse(until);
    } catch (DateTimeException e) {
      throw Problem.badRequest("until must be a time such as 2030-01-31T12:00:00Z.");
    }
  }

  private static @Nullable String text(JsonObject object, String name) {
    JsonValue value = object.get(name);
    if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
      return null;
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw Problem.badRequest(name + " must be a text.");
  }

  private static String member(Kind kind) {
    return kind == Kind.SUBJECT ? "subject" : "tokenId";
  }
}
