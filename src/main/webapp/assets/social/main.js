// Sets up the page: the current person, the posts shown, and the stream that continues from where they were read.
import { furnish } from "../page.js";
import { Status } from "../status.js";
import { Stream } from "../stream.js";
import { text } from "../texts.js";
import { Api } from "./api.js";
import { Composer } from "./composer.js";
import { List } from "./list.js";
import { all, followed, from, tagged, thread } from "./view.js";

const byId = (id) => document.getElementById(id);
const root = document.body.dataset.root;

const api = new Api(root);
const status = new Status("social/posts");
let view = all();
let me = null;
let follows = { people: [], tags: [] };
let stream = null;
let unreadable = 0;
/** counts the views requested: responses for earlier ones are outdated */
let asked = 0;

const list = new List({
  like: (post, wanted) => asSomebody(() => api.like(post.id, wanted)),
  reply: (post) => composer.answer(post),
  remove: async (post) => {
    await api.remove(post.id);
    gone(post.id);
  },
  follow: (author, wanted) => asSomebody(() => followPerson(author, wanted)),
  show: (kind, of) => show({ tag: tagged, person: from, thread }[kind](of)),
});
const composer = new Composer(api, joined, posted);

function asSomebody(act) {
  if (me === null) {
    byId("name").focus();
    throw new Error(text("chooseName"));
  }
  return act();
}

function joined(person) {
  me = person;
  know();
}

function posted(post) {
  if (view.has(post)) {
    list.add(post, true);
    describe();
  }
  byId("spoken").textContent = text("posted");
}

function gone(id) {
  list.remove(id);
  describe();
}

async function followPerson(author, wanted) {
  await api.followPerson(author.id, wanted);
  const others = follows.people.filter(({ id }) => id !== author.id);
  follows = { ...follows, people: wanted ? [...others, author] : others };
  await followsChanged();
}

async function followTag(tag, wanted) {
  await api.followTag(tag, wanted);
  const others = follows.tags.filter((other) => other !== tag);
  follows = { ...follows, tags: wanted ? [...others, tag] : others };
  await followsChanged();
}

async function followsChanged() {
  know();
  if (view.kind === "followed") {
    await show(followed(me, follows));
  }
}

/** Shows what the current person can do. */
function know() {
  composer.know(me);
  list.know(me, (id) => follows.people.some((person) => person.id === id));
  byId("show-followed").disabled = me === null;
  showFilters();
}

function showFilters() {
  byId("show-all").setAttribute("aria-pressed", view.kind === "all");
  byId("show-followed").setAttribute("aria-pressed", view.kind === "followed");
  byId("show-one").hidden = !view.label;
  byId("show-one").querySelector("bdi").textContent = view.label ?? "";
  const follow = byId("follow");
  follow.hidden = me === null || !["tag", "person"].includes(view.kind) || view.key === me.id;
  follow.textContent = text(isFollowed() ? "unfollow" : "follow");
}

const isFollowed = () =>
  view.kind === "tag" ? follows.tags.includes(view.key) : follows.people.some(({ id }) => id === view.key);

async function toggleFollow() {
  const { kind, key, label } = view;
  try {
    await (kind === "tag" ? followTag(key, !isFollowed()) : followPerson({ id: key, name: label }, !isFollowed()));
  } catch (failure) {
    say(failure.message);
  }
}

function say(what) {
  byId("note").textContent = what;
  byId("note").hidden = what === "";
}

/** Loads the posts of a view, and moves the stream to continue from there. */
async function show(next) {
  asked += 1;
  const turn = asked;
  view = next;
  byId("posts-title").textContent = view.title;
  showFilters();
  say(text("loading"));
  byId("retry").hidden = true;
  try {
    const answer = await api.posts(view);
    if (turn === asked) {
      list.replace(answer.posts);
      byId("older").hidden = !answer.hasMore;
      describe();
      follow(answer.lastEventId);
    }
  } catch (failure) {
    if (turn === asked) {
      list.replace([]);
      byId("older").hidden = true;
      say(failure.message);
      byId("retry").hidden = false;
    }
  }
}

function describe() {
  const empty = text(view.kind === "followed" ? "nothingFollowed" : "nothing");
  say(list.size === 0 ? empty : "");
}

async function showOlder() {
  const turn = asked;
  try {
    const answer = await api.posts(view, list.oldest);
    if (turn === asked) {
      list.append(answer.posts);
      byId("older").hidden = !answer.hasMore;
    }
  } catch (failure) {
    say(failure.message);
  }
}

function follow(place) {
  if (stream === null) {
    stream = new Stream(view.topics, ["post", "post-removed", "like"], take, showStatus, { from: place });
    stream.start();
    setInterval(showStatus, 1000);
  } else {
    stream.move(view.topics, place);
  }
}

function take(data, type) {
  try {
    const event = JSON.parse(data);
    if (type === "post-removed") {
      gone(event.id);
    } else if (type === "like") {
      list.likes(event.id, event.likes);
    } else if (view.has(event)) {
      list.add(event, event.author.id === me?.id);
      describe();
    }
  } catch {
    unreadable += 1;
  }
}

function showStatus() {
  status.show(stream, false, unreadable);
}

async function start() {
  try {
    const answer = await api.me();
    me = answer.person;
    follows = answer.follows ?? follows;
    know();
    await show(view);
  } catch (failure) {
    say(failure.message);
    byId("retry").hidden = false;
  }
}

furnish();
byId("show-all").addEventListener("click", () => show(all()));
byId("show-followed").addEventListener("click", () => show(followed(me, follows)));
byId("show-one").addEventListener("click", () => show(view));
byId("follow").addEventListener("click", toggleFollow);
byId("older").addEventListener("click", showOlder);
byId("retry").addEventListener("click", start);
start();
