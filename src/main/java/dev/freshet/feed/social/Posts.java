package dev.freshet.feed.social;

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

/** The newest posts, in the heap of this node. Any thread. */
final class Posts implements SharedSection.Reader {
  static final String SECTION = "posts";

  private static final Logger LOG = System.getLogger(Posts.class.getName());

  /**
   * Replaced as a whole; changed under this, and read without it: whoever looks through all posts
   * for a rare one holds up nobody.
   */
  private volatile Index index = new Index();

  private volatile boolean isRead;

  /** The posts by their ids, and by what their authors call them. */
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

  /** Of two posts with one key the later one was sent in vain, and is about to be removed. */
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

  /** Whether what the store had at the start is here. */
  boolean isRead() {
    return isRead;
  }

  /** A post that may be shown, or null. */
  @Nullable Post find(String id) {
    Post post = index.byId.get(id);
    return post == null || post.isRemoved() ? null : post;
  }

  /** Also one that was removed, as long as it is not forgotten. */
  @Nullable Post findEvenRemoved(String id) {
    return index.byId.get(id);
  }

  /** The post that an author sent under a key, even if it was removed; or null. */
  @Nullable Post byKey(String author, String key) {
    return index.byKey.get(key(author, key));
  }

  /**
   * The newest posts of which something is true, newest first.
   *
   * @param before only those that are older than this post, or null
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

  /** The oldest ones that are too many. */
  List<Post> tooMany(int most, int atOnce) {
    long excess = (long) index.byId.size() - most;
    return index.byId.values().stream().limit(Math.max(0, Math.min(excess, atOnce))).toList();
  }

  /** Those that were removed and are not forgotten yet. */
  List<Post> removed(int atOnce) {
    return index.byId.values().stream().filter(Post::isRemoved).limit(atOnce).toList();
  }

  Set<String> authors() {
    Set<String> authors = new HashSet<>();
    index.byId.values().forEach(post -> authors.add(post.author().id()));
    return authors;
  }
}
