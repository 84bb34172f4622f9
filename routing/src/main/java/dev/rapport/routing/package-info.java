/// Who is offered which contact, when and why.
///
/// ```
///   gateway ──Command, now──▶ RoutingCore ──events──▶ EventLog (storage) ──▶ desktops, screens, ...
///                                 │
///      CustomerCommands  AgentCommands  CentreCommands   what is asked, or refused
///      Transfers  Consults  DirectAssignment  CallbackRules  Supervision
///      Doors  Widening  Endings  AgentMoves  DueTimes    what follows from it
///                                 │  Event
///                         Changes, Detours               the one door to the state
///                                 │
///      Centre: ContactLife, AgentLife, QueueLife, Timers, Alarms, Callbacks, SkillScarcity, WaitCredits
///                                 │
///      Matcher ──▶ Finder (IndexedFinder) ──▶ Judge ──▶ Policy (ValueWeighted, StrictPriority,
///      after every command       compares heads of groups      FirstComeFirstServed)
/// ```
///
/// Besides, for reading: `Views`, [WaitEstimate] (how much longer), [WhyNot] and [Shortfall] (why
/// this agent was not offered that contact, and what they lack), [RequirementText] (skills as
/// people write them).
///
/// What a queue does besides waiting is in [QueueRules]: [OpeningHours], [Overflow], rings, several
/// agents asked at once, pulling. What is stuck all the same is found by `Watchdog` ([Stuck]).
///
/// What is learnt on the way is part of the state: [HandleTimes] (how long a contact will take,
/// from those that were finished) and [WaitRanges] (how honest foretold waits were);
/// [HandleAccuracy] and [WaitAccuracy] say how well.
///
/// A contact's life is drawn at [ContactState], the default policy is written at [ValueWeighted],
/// the words of a decision are in [Decision]. [Plan] is everything that can be changed while
/// running.
///
/// To add a rule: a command and an event, the compiler then lists every switch that must learn
/// them; rows in the decision tables; the simulation on a hundred seeds. State changes only in
/// [Changes]. Nothing here knows the time, a thread, chance or the outside world:
/// `forbidden-apis.txt` says why.
@NullMarked
package dev.rapport.routing;

import org.jspecify.annotations.NullMarked;
