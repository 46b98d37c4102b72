package dev.freshet.showcase.social;

import dev.freshet.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Posts and people as JSON: for the events, the API and the store. */
public final class SocialJson {
  private static final String REMOVED = "removed";

  private SocialJson() {}

  /** Describes a post as everybody sees it. */
  public static JsonObjectBuilder describe(Post post) {
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("id", post.id())
            .add("author", describe(post.author()))
            .add("text", post.text())
            .add("time", post.time().toString());
    Post.Parent parent = post.replyTo();
    if (parent != null) {
      object.add(
          "replyTo",
          Json.createObjectBuilder()
              .add("id", parent.id())
              .add("author", describe(parent.author())));
    }
    JsonArrayBuilder links = Json.createArrayBuilder();
    post.links().forEach(link -> links.add(describe(link)));
    return object.add("links", links);
  }

  /** Describes an author as everybody sees them. */
  public static JsonObjectBuilder describe(Author author) {
    return Json.createObjectBuilder().add("id", author.id()).add("name", author.name());
  }

  private static JsonObjectBuilder describe(Link link) {
    return Json.createObjectBuilder()
        .add("from", link.from())
        .add("to", link.to())
        .add(link.kind() == Link.Kind.TAG ? "tag" : "person", link.target());
  }

  static String write(Post post) {
    JsonObjectBuilder object = describe(post).add("key", post.key());
    if (post.isRemoved()) {
      object.add(REMOVED, true);
    }
    return object.build().toString();
  }

  /** Reads the output of {@link #write(Post)}. */
  static Post post(String text) {
    JsonObject object = object(text);
    JsonObject parent = object.getJsonObject("replyTo");
    List<Link> links = new ArrayList<>();
    object.getJsonArray("links").forEach(link -> links.add(link(link)));
    return new Post(
        object.getString("id"),
        object.getString("key"),
        author(object.getJsonObject("author")),
        object.getString("text"),
        Instant.parse(object.getString("time")),
        parent == null
            ? null
            : new Post.Parent(parent.getString("id"), author(parent.getJsonObject("author"))),
        links,
        object.getBoolean(REMOVED, false));
  }

  private static Author author(JsonObject object) {
    return new Author(object.getString("id"), object.getString("name"));
  }

  private static Link link(JsonValue value) {
    JsonObject link = value.asJsonObject();
    boolean isTag = link.containsKey("tag");
    return new Link(
        link.getInt("from"),
        link.getInt("to"),
        isTag ? Link.Kind.TAG : Link.Kind.PERSON,
        link.getString(isTag ? "tag" : "person"));
  }

  static String write(Person person) {
    return describe(person.author())
        .add("token", person.tokenHash())
        .add("since", person.since().toString())
        .build()
        .toString();
  }

  /** Reads the output of {@link #write(Person)}. */
  static Person person(String text) {
    JsonObject object = object(text);
    return new Person(
        object.getString("id"),
        object.getString("name"),
        object.getString("token"),
        Instant.parse(object.getString("since")));
  }

  /** Reads an object; throws a RuntimeException if it is not one. */
  static JsonObject object(String text) {
    return Json.object(text);
  }
}
