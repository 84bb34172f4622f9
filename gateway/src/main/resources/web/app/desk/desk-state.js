import { withMessages } from "../messages.js";

/**
 * What the desk knows, as a value: `apply(state, frame)` gives the next one, and nothing else changes
 * it. A contact is there from its screen pop until it ends or its offer does.
 *
 * state: { ready, presence, next, unreached: the channels that do not reach this agent, load, capacity,
 *          offers:   Map offer number -> { offer, contact, channel, expiresAt, seenAt },
 *          contacts: Map contact id   -> { pop, unread, customer: here|away|left, wrapUpUntil,
 *                                          question: {state, agentName} of mine to a colleague,
 *                                          call: ringing|talking|held|failed } }
 */
export const emptyDesk = () => ({
  ready: false,
  presence: null,
  next: null,
  unreached: [],
  load: 0,
  capacity: 0,
  offers: new Map(),
  contacts: new Map(),
});

/**
 * @param {object} state
 * @param {object} frame one of the numbered frames of the desk's socket
 * @param {(contact: string) => boolean} looking whether the agent is looking at that contact now
 */
export function apply(state, frame, looking = () => false) {
  switch (frame.type) {
    case "snapshot":
      return snapshot(state, frame);
    case "screen_pop":
      return withContact(state, frame.contact.id, (entry) => ({ ...entry, ...fromPop(frame, entry) }), true);
    case "offer":
      return withOffer(state, frame);
    case "offer_ended":
      return offerEnded(state, frame);
    case "assigned":
      return withContact(state, frame.contact, (entry) => inState(entry, "assigned"));
    case "message":
      return withContact(state, frame.contact, (entry) => messageArrived(entry, frame, looking(frame.contact)));
    case "customer":
      return withContact(state, frame.contact, (entry) => ({ ...entry, customer: frame.presence }));
    case "wrap_up":
      return withContact(state, frame.contact, (entry) => ({ ...inState(entry, "wrap_up"), wrapUpUntil: frame.until ?? null }));
    case "released":
    case "ended":
      return without(state, frame.contact);
    case "presence":
      return { ...state, presence: frame.presence, next: nextOf(frame) };
    case "reach":
      return { ...state, unreached: frame.unreached };
    case "consult":
      return withContact(state, frame.contact, (entry) => ({ ...entry, question: questionOf(frame) }));
    case "call":
      return withContact(state, frame.contact, (entry) => ({ ...entry, call: frame.state }));
    default:
      return state; // done, refused: the commands' business; others: of a newer server
  }
}

const sameAs = (one, other) => one?.state === other?.state && (one?.reason ?? null) === (other?.reason ?? null);

// What comes after the last contact; nothing when it is what is now.
const nextOf = ({ presence, next }) => (next && !sameAs(next, presence) ? next : null);

// A question that is over leaves nothing behind.
const questionOf = ({ state, agentName }) => (state === "asked" || state === "accepted" ? { state, agentName } : null);

function snapshot(state, frame) {
  const contacts = new Map();
  const calls = new Map((frame.calls ?? []).map((call) => [call.contact, call.state]));
  const questions = new Map((frame.questions ?? []).map((question) => [question.contact, questionOf(question)]));
  for (const pop of frame.contacts) {
    const { id } = pop.contact;
    const before = state.contacts.get(id);
    contacts.set(id, { unread: 0, customer: "here", ...before, ...fromPop(pop, undefined), question: questions.get(id) ?? null, call: calls.get(id) ?? null });
  }
  // A pop of an offer may have come by its own frame; the snapshot need not repeat it.
  for (const { contact } of frame.offers) {
    if (!contacts.has(contact) && state.contacts.has(contact)) contacts.set(contact, state.contacts.get(contact));
  }
  const offers = new Map(frame.offers.map((offer) => [offer.offer, seen(offer)]));
  const { presence, unreached = [] } = frame;
  return { ...state, ready: true, presence, next: nextOf(frame), unreached, load: frame.load, capacity: frame.capacity, offers, contacts };
}

const seen = (offer) => ({ ...offer, seenAt: Date.now() });

const fromPop = (pop, before) => ({
  pop: { ...pop, messages: before ? withMessages(before.pop.messages, pop.messages) : pop.messages },
  wrapUpUntil: pop.wrapUpUntil ?? null,
});

function withContact(state, id, change, mayAdd = false) {
  const entry = state.contacts.get(id);
  if (!entry && !mayAdd) return state;
  const contacts = new Map(state.contacts);
  const blank = { unread: 0, customer: "here" };
  contacts.set(id, entry ? change(entry) : { ...blank, ...change(undefined) });
  return { ...state, contacts };
}

const inState = (entry, state) => ({ ...entry, pop: { ...entry.pop, contact: { ...entry.pop.contact, state } } });

function withOffer(state, { offer, contact, channel, expiresAt }) {
  const offers = new Map(state.offers);
  offers.set(offer, seen({ offer, contact, channel, expiresAt }));
  return { ...state, offers };
}

function offerEnded(state, { offer, contact, outcome }) {
  const offers = new Map(state.offers);
  offers.delete(offer);
  const next = { ...state, offers };
  return outcome === "accepted" ? withContact(next, contact, (entry) => inState(entry, "assigned")) : without(next, contact);
}

function without(state, id) {
  const contacts = new Map(state.contacts);
  contacts.delete(id);
  return { ...state, contacts };
}

function messageArrived(entry, { message }, looked) {
  const messages = withMessages(entry.pop.messages, [message]);
  const fresh = messages !== entry.pop.messages && message.author === "customer" && !looked;
  return { ...entry, pop: { ...entry.pop, messages }, unread: entry.unread + (fresh ? 1 : 0) };
}

/** The agent looked at a contact. */
export const read = (state, id) =>
  state.contacts.get(id)?.unread ? withContact(state, id, (entry) => ({ ...entry, unread: 0 })) : state;

/** More messages of a contact's conversation, asked for because numbers were missing. */
export const moreMessages = (state, id, messages) =>
  withContact(state, id, (entry) => ({ ...entry, pop: { ...entry.pop, messages: withMessages(entry.pop.messages, messages) } }));

/** The contacts the agent holds, in the order they were taken: what 1-9 switches between. */
export const held = (state) =>
  [...state.contacts.values()].filter(({ pop }) => pop.contact.state === "assigned" || pop.contact.state === "wrap_up");

/** What rings at the agent's telephone by somebody else's doing: seen, and not offered. */
export const ringingElsewhere = (state) => {
  const offered = new Set([...state.offers.values()].map(({ contact }) => contact));
  return [...state.contacts.values()].filter(({ pop, call }) => call === "ringing" && pop.contact.state === "answering" && !offered.has(pop.contact.id));
};

/** The offers, the one that expires first at the top. */
export const openOffers = (state) => [...state.offers.values()].sort((one, other) => one.expiresAt - other.expiresAt);

/** What to call the customer: the name we know, the name they gave, or where they come from. */
export function nameOf(pop) {
  if (!pop) return "A customer";
  if (pop.customer?.name) return pop.customer.name;
  const given = pop.messages.find((message) => message.author === "customer" && message.name)?.name;
  const sender = pop.sender?.find((identifier) => identifier.kind !== "visitor")?.value;
  return given || sender || (pop.contact.channel === "chat" ? "A visitor" : "Unknown customer");
}

/** A line of what the contact is about. */
export function gist(pop) {
  const last = pop?.messages.findLast((message) => message.author === "customer");
  return pop?.contact.subject || (last?.text ?? "").replace(/\s+/g, " ").slice(0, 160);
}
