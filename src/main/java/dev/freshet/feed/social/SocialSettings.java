package dev.freshet.feed.social;

/**
 * How much there may be of what people say.
 *
 * @param enabled whether people may say anything here
 * @param mostPosts the newest so many are kept
 * @param mostPeople when there are so many, who does nothing makes room for others
 * @param posts how many posts a person may send
 * @param likes how often a person may like, or follow, or take that back
 * @param signUps how many people one network address may become
 */
public record SocialSettings(
    boolean enabled, int mostPosts, int mostPeople, Rate posts, Rate likes, Rate signUps) {}
