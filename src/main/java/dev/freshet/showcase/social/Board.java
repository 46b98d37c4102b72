package dev.freshet.showcase.social;

import dev.freshet.health.Causes;
import dev.freshet.hub.Hub;
import dev.freshet.hub.IdempotencyException;
import dev.freshet.store.SharedSection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The posts: creating, removing, liking and reading them. Thread-safe. */
public final class Board {
  /** How long the hub certainly remembers that it has published a post. */
  private static final Duration KEY_LIFE = Duration.ofMinutes(4);

  private final Hub hub;
  private final InstantSource clock;
  private final People people;
  private final Follows follows;
  private final Posts posts;
  private final Likes likes;
  private final SharedSection postsSection;
  private final SharedSection likesSection;
  private final Ids ids = new Ids();

  Board(
      Hub hub,
      InstantSource clock,
      People people,
      Follows follows,
      Posts posts,
      Likes likes,
      SharedSection postsSection,
      SharedSection likesSection) {
    this.hub = hub;
    this.clock = clock;
    this.people = people;
    this.follows = follows;
    this.posts = posts;
    this.likes = likes;
    this.postsSection = postsSection;
    this.likesSection = likesSection;
  }

  /**
   * Creates a post: it is stored first, then published. The stage completes when both are certain.
   * If it fails, the outcome is unknown; sending the draft again with its key posts it only once.
   *
   * @throws RefusedException if it cannot be posted
   */
  public CompletionStage<Post> post(Person author, Draft draft) {
    String text = PostText.clean(draft.text());
    Post known = posts.byKey(author.id(), draft.key());
    if (known != null) {
      return postAgain(known, text);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Post post =
        new Post(
            ids.next(now),
            draft.key(),
            author.author(),
            text,
            now,
            parent(draft.replyTo()),
            Links.find(text, people::byName),
            /* isRemoved= */ false);
    return postsSection.put(post.id(), SocialJson.write(post)).thenCompose(kept -> publish(post));
  }

  private Post.@Nullable Parent parent(@Nullable String id) {
    if (id == null) {
      return null;
    }
    Post parent = posts.find(id);
    if (parent == null) {
      throw RefusedException.missing("The post that this answers is not there any more.");
    }
    return new Post.Parent(id, parent.author());
  }

  private CompletionStage<Post> postAgain(Post known, String text) {
    if (known.isRemoved()) {
      throw RefusedException.missing("The post with this key was removed.");
    }
    if (!known.text().equals(text)) {
      throw new RefusedException(
          RefusedException.Reason.REUSED, "Another post was sent with this key.");
    }
    boolean isOld = known.time().plus(KEY_LIFE).isBefore(clock.instant());
    return isOld ? CompletableFuture.completedStage(known) : publish(known);
  }

  /**
   * Publishes a post. The hub accepts one post per key, even if several nodes got it at the same
   * moment.
   */
  private CompletionStage<Post> publish(Post post) {
    String key = "social\npost\n" + post.author().id() + "\n" + post.key();
    return hub.publish(SocialEvents.posted(post), key)
        .thenApply(position -> post)
        .exceptionallyCompose(
            failure ->
                Causes.of(failure) instanceof IdempotencyException
                    ? withdraw(post)
                    : CompletableFuture.failedStage(failure));
  }

  private CompletionStage<Post> withdraw(Post post) {
    return postsSection
        .remove(post.id())
        .thenCompose(
            removed ->
                CompletableFuture.failedStage(
                    new RefusedException(
                        RefusedException.Reason.CONFLICT,
                        "This post has been sent already. Send it again to see it.")));
  }

  /**
   * Removes a post: first for readers, then for listeners, then from the store. If the stage fails,
   * the removal may be requested again; otherwise the feed completes it.
   *
   * @param wisher who requests it, or null for an administrator
   */
  public CompletionStage<?> remove(String id, @Nullable Person wisher) {
    Post post = posts.findEvenRemoved(id);
    if (post == null) {
      throw RefusedException.missing("There is no such post.");
    }
    if (wisher != null && !wisher.id().equals(post.author().id())) {
      throw new RefusedException(
          RefusedException.Reason.FORBIDDEN, "Only its author may remove a post.");
    }
    CompletionStage<?> hidden =
        post.isRemoved()
            ? CompletableFuture.completedStage(null)
            : postsSection.put(id, SocialJson.write(post.removed()));
    return hidden
        .thenCompose(done -> hub.publish(SocialEvents.removed(post), "social\nremoved\n" + id))
        .thenCompose(done -> postsSection.remove(id));
  }

  /**
   * Adds or removes a person's like of a post. The stage returns the new number of likes; everybody
   * else is told within a second or two.
   */
  public CompletionStage<Integer> like(Person person, String id, boolean isWanted) {
    if (posts.find(id) == null) {
      throw RefusedException.missing("There is no such post.");
    }
    if (likes.has(id, person.id()) == isWanted) {
      return CompletableFuture.completedStage(likes.count(id));
    }
    String key = new Pair(id, person.id()).toString();
    CompletionStage<?> done = isWanted ? likesSection.put(key, "") : likesSection.remove(key);
    return done.thenApply(kept -> likes.countWith(id, person.id(), isWanted));
  }

  /** The number of likes of a post, and whether a person likes it. */
  public record Liking(int likes, boolean liked) {}

  public Liking liking(Post post, @Nullable Person person) {
    return new Liking(likes.count(post.id()), person != null && likes.has(post.id(), person.id()));
  }

  /**
   * Returns the newest posts that match, newest first. A stream opened after a {@link #place} from
   * before this call misses nothing.
   */
  public List<Post> read(Question question) {
    return posts.newest(question.limit(), question.before(), wanted(question));
  }

  /** Returns the log position up to which this node has heard. */
  public String place() {
    return hub.lastHeard().toString();
  }

  private Predicate<Post> wanted(Question question) {
    Predicate<Post> wanted = post -> true;
    String tag = question.tag();
    if (tag != null) {
      String folded = Links.tag(tag);
      wanted = wanted.and(post -> post.tags().contains(folded));
    }
    String person = question.person();
    if (person != null) {
      wanted = wanted.and(post -> post.author().id().equals(person));
    }
    String thread = question.thread();
    if (thread != null) {
      wanted = wanted.and(post -> post.isIn(thread));
    }
    String follower = question.follower();
    if (follower != null) {
      Following following = follows.of(follower);
      wanted = wanted.and(post -> following.has(post, follower));
    }
    return wanted;
  }
}
