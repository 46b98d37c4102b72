package dev.freshet.showcase.social;

import dev.freshet.store.SharedSection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The newest posts, in this node's heap. Thread-safe. */
final class Posts implements SharedSection.Reader {
  static final String SECTION = "posts";

  private static final Logger LOG = System.getLogger(Posts.class.getName());

  /**
   * Replaced as a whole; modified under this lock, but read without it, so that a search through
   * all posts for a rare one delays nobody.
   */
  private volatile Index index = new Index();

  private volatile boolean isRead;

  /** The posts by their ids, and by their authors' keys. */
  private static final class Index {
    private final ConcurrentSkipListMap<String, Post> byId = new ConcurrentSkipListMap<>();
    private final Map<String, Post> byKey = new ConcurrentHashMap<>();

    private void put(String id, Post post) {
      byId.put(id, post);
      byKey.merge(key(post.author().id(), post.key()), post, Posts::first);
    }

    private void remove(String id) {
      Post post = byId.remove(id);
      if (post != null) {
        byKey.remove(key(post.author().id(), post.key()), post);
      }
    }
  }

  @Override
  public void changed(String id, String text) {
    Post post = SocialJson.post(text);
    synchronized (this) {
      index.put(id, post);
    }
  }

  @Override
  public synchronized void removed(String id) {
    index.remove(id);
  }

  @Override
  public void replaced(Map<String, String> texts) {
    Index read = new Index();
    texts.forEach((id, text) -> take(read, id, text));
    synchronized (this) {
      index = read;
      isRead = true;
    }
  }

  /** Of two posts with the same key, the later one is a duplicate, and is about to be removed. */
  private static Post first(Post known, Post changed) {
    return changed.id().compareTo(known.id()) <= 0 ? changed : known;
  }

  private static void take(Index read, String id, String text) {
    try {
      read.put(id, SocialJson.post(text));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is kept under " + id + " is no post.", e);
    }
  }

  private static String key(String author, String key) {
    return author + " " + key;
  }

  /** Whether the initial content of the store has been read. */
  boolean isRead() {
    return isRead;
  }

  /** Returns a post that may be shown, or null. */
  @Nullable Post find(String id) {
    Post post = index.byId.get(id);
    return post == null || post.isRemoved() ? null : post;
  }

  /** Returns a post, even a removed one until it is deleted, or null. */
  @Nullable Post findEvenRemoved(String id) {
    return index.byId.get(id);
  }

  /** Returns the post that an author sent under a key, even a removed one; or null. */
  @Nullable Post byKey(String author, String key) {
    return index.byKey.get(key(author, key));
  }

  /**
   * Returns the newest posts that match, newest first.
   *
   * @param before only posts older than this one, or null
   */
  List<Post> newest(int most, @Nullable String before, Predicate<Post> wanted) {
    NavigableMap<String, Post> from =
        before == null ? index.byId : index.byId.headMap(before, /* inclusive= */ false);
    List<Post> found = new ArrayList<>();
    for (Post post : from.descendingMap().values()) {
      if (found.size() == most) {
        break;
      }
      if (!post.isRemoved() && wanted.test(post)) {
        found.add(post);
      }
    }
    return found;
  }

  /** Returns the oldest of the excess posts. */
  List<Post> tooMany(int most, int atOnce) {
    long excess = (long) index.byId.size() - most;
    return index.byId.values().stream().limit(Math.max(0, Math.min(excess, atOnce))).toList();
  }

  /** Returns posts that were removed but not deleted yet. */
  List<Post> removed(int atOnce) {
    return index.byId.values().stream().filter(Post::isRemoved).limit(atOnce).toList();
  }

  Set<String> authors() {
    Set<String> authors = new HashSet<>();
    index.byId.values().forEach(post -> authors.add(post.author().id()));
    return authors;
  }
}
