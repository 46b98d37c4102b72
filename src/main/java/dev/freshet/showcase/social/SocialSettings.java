package dev.freshet.showcase.social;

/**
 * Limits of the social feed.
 *
 * @param enabled whether the feed is on
 * @param mostPosts maximum posts; the newest are kept
 * @param mostPeople maximum people; beyond that, inactive people make room for others
 * @param posts how many posts a person may send
 * @param likes how often a person may like, follow, or undo that
 * @param signUps how many people may sign up from one network address
 */
public record SocialSettings(
    boolean enabled, int mostPosts, int mostPeople, Rate posts, Rate likes, Rate signUps) {
  SocialSettings off() {
    return new SocialSettings(/* enabled= */ false, mostPosts, mostPeople, posts, likes, signUps);
  }
}
