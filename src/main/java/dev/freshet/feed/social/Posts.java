package dev.freshet.feed.social;

import dev.freshet.store.SharedSection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The newest posts, in the heap of this node. Any thread. */
final class Posts implements SharedSection.Reader {
  static final String SECTION = "posts";

  private static final Logger LOG = System.getLogger(Posts.class.getName());

  // Guarded by this.
  private final TreeMap<String, Post> byId = new TreeMap<>();
  private final Map<String, Post> byKey = new HashMap<>();
  private boolean isRead;

  @Override
  public synchronized void changed(String id, String text) {
    Post post = SocialJson.post(text);
    byId.put(id, post);
    byKey.merge(key(post.author().id(), post.key()), post, Posts::first);
  }

  @Override
  public synchronized void removed(String id) {
    Post post = byId.remove(id);
    if (post != null) {
      byKey.remove(key(post.author().id(), post.key()), post);
    }
  }

  @Override
  public synchronized void replaced(Map<String, String> texts) {
    byId.clear();
    byKey.clear();
    texts.forEach(this::take);
    isRead = true;
  }

  /** Of two posts with one key the later one was sent in vain, and is about to be removed. */
  private static Post first(Post known, Post changed) {
    return changed.id().compareTo(known.id()) <= 0 ? changed : known;
  }

  private void take(String id, String text) {
    try {
      changed(id, text);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is kept under " + id + " is no post.", e);
    }
  }

  private static String key(String author, String key) {
    return author + " " + key;
  }

  /** Whether what the store had at the start is here. */
  synchronized boolean isRead() {
    return isRead;
  }

  /** A post that may be shown, or null. */
  synchronized @Nullable Post find(String id) {
    Post post = byId.get(id);
    return post == null || post.isRemoved() ? null : post;
  }

  /** Also one that was removed, as long as it is not forgotten. */
  synchronized @Nullable Post findEvenRemoved(String id) {
    return byId.get(id);
  }

  /** The post that an author sent under a key, even if it was removed; or null. */
  synchronized @Nullable Post byKey(String author, String key) {
    return byKey.get(key(author, key));
  }

  /**
   * The newest posts of which something is true, newest first.
   *
   * @param before only those that are older than this post, or null
   */
  synchronized List<Post> newest(int most, @Nullable String before, Predicate<Post> wanted) {
    NavigableMap<String, Post> from =
        before == null ? byId : byId.headMap(before, /* inclusive= */ false);
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

  /** The oldest ones that are too many. */
  synchronized List<Post> tooMany(int most, int atOnce) {
    long excess = (long) byId.size() - most;
    return byId.values().stream().limit(Math.max(0, Math.min(excess, atOnce))).toList();
  }

  /** Those that were removed and are not forgotten yet. */
  synchronized List<Post> removed(int atOnce) {
    return byId.values().stream().filter(Post::isRemoved).limit(atOnce).toList();
  }

  synchronized Set<String> authors() {
    Set<String> authors = new HashSet<>();
    byId.values().forEach(post -> authors.add(post.author().id()));
    return authors;
  }
}
