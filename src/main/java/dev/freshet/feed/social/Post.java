package dev.freshet.feed.social;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said.
 *
 * @param id sorts by time
 * @param key under which the author's browser sent it
 * @param replyTo the post that it answers, or null
 * @param links the tags and mentions in the text, in order
 * @param isRemoved true if the post must no longer be shown; it is soon forgotten
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

  /** The topic that every post is on. */
  static final String ALL = "social/posts";

  static final String TAGS = "social/tags/";
  static final String PEOPLE = "social/people/";
  static final String MENTIONS = "social/mentions/";

  public Post {
    links = List.copyOf(links);
  }

  /** The post that another one answers, and who wrote it. */
  public record Parent(String id, Author author) {}

  Post removed() {
    return new Post(id, key, author, "", time, replyTo, links, true);
  }

  /** The tags, as topics have them. */
  public Set<String> tags() {
    return targets(Link.Kind.TAG);
  }

  /** The ids of the people who are mentioned. */
  public Set<String> mentions() {
    return targets(Link.Kind.PERSON);
  }

  private Set<String> targets(Link.Kind kind) {
    Set<String> targets = new LinkedHashSet<>();
    links.stream().filter(link -> link.kind() == kind).forEach(link -> targets.add(link.target()));
    return targets;
  }

  /** Where its events are: who asks for any of them hears of it once. */
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

  /** Whether it is the post, or answers it. */
  boolean isIn(String thread) {
    return id.equals(thread) || (replyTo != null && replyTo.id().equals(thread));
  }
}
