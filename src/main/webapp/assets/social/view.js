// Views: what to request from the API and the stream, and whether a post belongs to the view.
import { text } from "../texts.js";

const ALL = "social/posts";

/** Maximum topics of a stream; beyond that, it uses the topic of all posts, which `has` filters. */
const MOST_TOPICS = 500;

export const all = () => ({ kind: "all", title: text("allPosts"), query: {}, topics: [ALL], has: () => true });

export function followed(me, follows) {
  const people = new Set([me.id, ...follows.people.map(({ id }) => id)]);
  const tags = new Set(follows.tags);
  const topics = [
    ...[...people].map((id) => `social/people/${id}`),
    ...[...tags].map((tag) => `social/tags/${tag}`),
    `social/mentions/${me.id}`,
  ];
  const has = ({ author, links }) =>
    people.has(author.id) || links.some(({ tag, person }) => tags.has(tag) || person === me.id);
  const some = topics.length > MOST_TOPICS ? [ALL] : topics;
  return { kind: "followed", title: text("whatYouFollow"), query: { followed: "true" }, topics: some, has };
}

export const tagged = (tag) => ({
  kind: "tag",
  key: tag,
  label: `#${tag}`,
  title: text("postsWith", `#${tag}`),
  query: { tag },
  topics: [`social/tags/${tag}`],
  has: ({ links }) => links.some((link) => link.tag === tag),
});

export const from = ({ id, name }) => ({
  kind: "person",
  key: id,
  label: name,
  title: text("postsOf", name),
  query: { person: id },
  topics: [`social/people/${id}`],
  has: ({ author }) => author.id === id,
});

export const thread = ({ id, author }) => ({
  kind: "thread",
  key: id,
  label: text("replies"),
  title: text("thread", author.name),
  query: { thread: id },
  topics: [`${ALL}/${id}`],
  has: (post) => post.id === id || post.replyTo?.id === id,
});
