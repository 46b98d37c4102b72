package dev.freshet.showcase.social;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A post.
 *
 * @param id sorts by time
 * @param key the key under which the author's browser sent it
 * @param replyTo the post that it replies to, or null
 * @param links the tags and mentions in the text, in order
 * @param isRemoved true if the post must no longer be shown; it is deleted soon
 */
public record Post(
    String id,
    String key,
    Author author,
    String text,
    Instant time,
    @Nullable Parent replyTo,
    List<Link> links,
    boolean isRemoved) {

  /** The topic of every post. */
  static final String ALL = "social/posts";

  static final String TAGS = "social/tags/";
  static final String PEOPLE = "social/people/";
  static final String MENTIONS = "social/mentions/";

  public Post {
    links = List.copyOf(links);
  }

  /** The post that another one replies to, and its author. */
  public record Parent(String id, Author author) {}

  Post removed() {
    return new Post(id, key, author, "", time, replyTo, links, true);
  }

  /** Returns the tags, as in topics. */
  public Set<String> tags() {
    return targets(Link.Kind.TAG);
  }

  /** Returns the ids of the people mentioned. */
  public Set<String> mentions() {
    return targets(Link.Kind.PERSON);
  }

  private Set<String> targets(Link.Kind kind) {
    Set<String> targets = new LinkedHashSet<>();
    links.stream().filter(link -> link.kind() == kind).forEach(link -> targets.add(link.target()));
    return targets;
  }

  /** Returns the topics of its events: a subscriber to any of them receives each event once. */
  List<String> topics() {
    List<String> topics = new ArrayList<>();
    topics.add(ALL);
    topics.add(ALL + "/" + id);
    topics.add(PEOPLE + author.id());
    tags().forEach(tag -> topics.add(TAGS + tag));
    mentions().forEach(person -> topics.add(MENTIONS + person));
    if (replyTo != null) {
      topics.add(ALL + "/" + replyTo.id());
    }
    return topics;
  }

  /** Whether this is the post, or a reply to it. */
  boolean isIn(String thread) {
    return id.equals(thread) || (replyTo != null && replyTo.id().equals(thread));
  }
}
