"""The interests of one sentence, trigger by trigger."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.clauses import is_passive, referent
from dragoman.coding.interest_frames import Fit, Fitter, Frame, adjective_frame, verb_frame
from dragoman.coding.interest_rules import Rule, Rules
from dragoman.coding.interest_things import (
    Thing,
    actor_thing,
    clause_things,
    noun_things,
    object_things,
    stray_things,
)
from dragoman.coding.lexicon import Lexicon
from dragoman.coding.matching import Matcher
from dragoman.coding.parsing import Parse
from dragoman.coding.parties import Party, Scene
from dragoman.coding.resources import Resources
from dragoman.records import Actor, Modality, Stance

ReadModality = Callable[[Parse, int], Modality]

_FLIPPED: Mapping[Stance, Stance] = {"holds": "lacks", "offers": "opposes"}
_WANTING = frozenset({"want", "wish", "desire", "favour", "favor"})
_CONSENTING = frozenset({"agree", "accept", "allow", "permit", "support", "back", "promise", "pledge", "be"})
_SELLING = frozenset({"sell", "export"})


@dataclass(frozen=True, slots=True)
class InterestDraft:
    """An interest before it gets its evidence; `start` and `end` span the thing in the sentence."""

    actor: Actor
    stance: Stance
    class_: str
    text: str
    counterpart: Actor | None
    modality: Modality
    token: int
    start: int
    end: int
    rule: str
    confidence: float


class Reading:
    """The reading of one sentence."""

    def __init__(
        self, lexicon: Lexicon, resources: Resources, rules: Rules, scene: Scene, read_modality: ReadModality
    ) -> None:
        self.resources = resources
        self.rules = rules
        self.scene = scene
        self.parse = scene.parse
        self.read_modality = read_modality
        self.fitter = Fitter(Matcher(scene, lexicon))

    def at(self, i: int) -> list[InterestDraft]:
        """The drafts of one trigger: those of its most specific pattern that yields any."""
        if self.parse.tags[i].startswith("NN"):
            return self._first(self.rules.nouns[self.parse.lemmas[i]], i, None)
        adjective = self.parse.lower[i]
        if adjective in self.rules.adjectives and self._is_predicate(i):
            found = self._first(self.rules.adjectives[adjective], i, adjective_frame(self.parse, i))
            if found:
                return found
        if self.parse.deps[i] == "amod":
            return []
        rules = self.rules.verbs.get(self.parse.lemmas[i], ()) if self.parse.tags[i].startswith("VB") else ()
        return self._first(rules, i, verb_frame(self.parse, i)) if rules else []

    def _is_predicate(self, i: int) -> bool:
        if self.parse.tags[i].startswith("JJ"):
            return self.parse.deps[i] != "amod" or bool(self.parse.kids(i, "prep", "xcomp"))
        return self.parse.tags[i] == "VBN" and is_passive(self.parse, i)

    def _first(self, rules: Sequence[Rule], i: int, frame: Frame | None) -> list[InterestDraft]:
        for rule in rules:
            fit = self._fit(rule, i, frame)
            if fit is None:
                continue
            parties = self._actors(rule, i, frame, fit)
            found = [d for p in parties for d in self._drafts(rule, i, p, fit)] if parties else []
            if found:
                return found
        return []

    def _fit(self, rule: Rule, i: int, frame: Frame | None) -> Fit | None:
        if frame is None:
            return self.fitter.noun_fit(rule.pattern, i)
        return self.fitter.fit(rule.pattern, frame, rule.objects)

    # -- who -----------------------------------------------------------------------------------------

    def _actors(self, rule: Rule, i: int, frame: Frame | None, fit: Fit) -> list[Party]:
        if frame is None:
            found = self.fitter.noun_owners(rule.pattern, i, fit.thing, rule.stance == "fears")
        else:
            found = [p for t in frame.subjects for p in self._subject(t)]
        placed = [p if p.actor.country else self._with_country(p, i) for p in found]
        return [p for p in placed if p.actor.country]

    def _subject(self, token: int) -> list[Party]:
        """The actors of a subject; a meeting or a war wants nothing, whoever holds it."""
        if self.scene.at.get(token) is None and self.fitter.matcher.event_noun(token) is not None:
            return []
        found = self.scene.parties(token)
        for k in self.parse.kids(token, "poss") if not found else []:
            if self.parse.tags[k] == "WP$":
                found += self.scene.parties(referent(self.parse, k), owners=False)
        return found

    def _with_country(self, party: Party, i: int) -> Party:
        """Senators in "Congress, where some senators oppose": the country of what the clause is about."""
        for a in (i, *self.parse.ancestors(i)):
            if self.parse.deps[a] == "relcl":
                for above in self.scene.parties(self.parse.heads[a]):
                    if above.actor.country:
                        return replace(party, actor=replace(party.actor, country=above.actor.country))
        return party

    # -- what ----------------------------------------------------------------------------------------

    def _things(self, rule: Rule, i: int, fit: Fit) -> list[Thing]:
        token = fit.thing
        if fit.is_noun or not self.parse.tags[token].startswith("VB"):
            return [] if rule.clause_only else self._nouns(i, fit)
        if (rule.stance == "holds" and not rule.pattern.noun) or not self._may_be_clause(i, token):
            return []
        found = self._through(rule, token) or clause_things(self.scene, self.resources, token)
        return found or self._feared_deed(rule, token)

    def _nouns(self, i: int, fit: Fit) -> list[Thing]:
        found = noun_things(self.scene, self.resources, fit.thing) or self._actor_as_thing(i, fit.thing)
        return found + (stray_things(self.scene, self.resources, i) if fit.is_noun else [])

    def _actor_as_thing(self, i: int, token: int) -> list[Thing]:
        """Land that is claimed, or a state that another relies on or fears."""
        class_ = self.resources.actors.get(self.parse.lemmas[i])
        return actor_thing(self.scene, token, class_) if class_ else []

    def _feared_deed(self, rule: Rule, verb: int) -> list[Thing]:
        """What another state may do, where the deed itself has no class: pressure."""
        if rule.stance != "fears":
            return []
        others = [p for k in self.parse.kids(verb, "nsubj") for p in self.scene.parties(k, owners=False)]
        if not any(p.actor.country for p in others):
            return []
        return clause_things(self.scene, self.resources, verb, "pressure")

    def _may_be_clause(self, i: int, verb: int) -> bool:
        """Infinitives always; clauses with a subject only after verbs that take them as what is wanted."""
        helpers = {self.parse.lemmas[k] for k in self.parse.kids(verb, "aux")}
        if self.parse.tags[verb] == "VBN" and "have" in helpers:
            return False  # "claims to have shot down X" tells a deed, not a wish
        if self.parse.tags[verb] == "VBG" or self.parse.kid(verb, "nsubj", "nsubjpass") is None:
            return self.parse.kid(verb, "mark") is None
        return {self.parse.lemmas[i], self.parse.lower[i]} & self.resources.clausal != set()

    def _through(self, rule: Rule, verb: int) -> list[Thing]:
        """The object of "buy" in "seeks to buy X" and of "supply" in "offers to supply X"."""
        lemma = self.parse.lemmas[verb]
        resources = self.resources
        if rule.stance == "seeks" and lemma in resources.gaining | resources.giving and lemma not in _SELLING:
            return object_things(self.scene, self.resources, verb)
        if rule.stance == "offers" and lemma in resources.giving:
            return object_things(self.scene, self.resources, verb)
        return []

    def _drafts(self, rule: Rule, i: int, party: Party, fit: Fit) -> list[InterestDraft]:
        if any(o.actor.id == party.actor.id for o in fit.counterparts):
            return []
        out = []
        denied = self._denies(fit.used)
        for found in self._things(rule, i, fit):
            thing = replace(found, negated=True) if denied else found
            modality = self._modality(rule, i, thing)
            stance = self._told(self._stance(rule, i, thing), i, fit.thing, thing.class_, modality)
            if stance is not None and modality != "denied":
                other = self._counterpart(party, fit, thing)
                out.append(self._draft(rule, stance, i, party, thing, other, modality))
        return out

    def _denies(self, used: int | None) -> bool:
        """Whether the noun of "has no interest in X" is negated."""
        return used is not None and any(self.parse.lower[k] == "no" for k in self.parse.kids(used, "det"))

    def _told(
        self, stance: Stance | None, i: int, head: int, class_: str, modality: Modality
    ) -> Stance | None:
        """What is to be bought is sought, not held; what is to be given is offered."""
        if stance == "seeks":
            return self._sought(i, head, class_)
        if stance != "holds" or not self.parse.tags[i].startswith("VB"):
            return stance
        resources, lemma = self.resources, self.parse.lemmas[i]
        if modality == "actual":
            return "seeks" if lemma in resources.gaining and class_ in resources.unheld else stance
        if modality == "demanded":
            return None
        if lemma in resources.keeping or (modality == "possible" and lemma in resources.owning):
            return stance
        if lemma in resources.gaining:
            return "seeks"
        return "offers" if lemma in resources.giving else None

    def _sought(self, i: int, head: int, class_: str) -> Stance | None:
        """Who plans to supply a thing offers it; who raises a tariff does not seek tariffs."""
        if self.parse.lemmas[i] in self.resources.increasing and class_ in self.resources.unwanted:
            return None
        inner = self.parse.lemmas[head] if self.parse.tags[head].startswith("VB") else ""
        gives = inner in self.resources.giving and inner not in _SELLING
        return "offers" if gives and not self._other_does(head) else "seeks"

    def _other_does(self, verb: int) -> bool:
        return self.parse.kid(verb, "nsubj", "nsubjpass") is not None

    def _draft(
        self,
        rule: Rule,
        stance: Stance,
        i: int,
        party: Party,
        thing: Thing,
        other: Actor | None,
        modality: Modality,
    ) -> InterestDraft:
        sure = 0.8 if party.how == "named" else 0.65
        if self.parse.tags[thing.token].startswith("VB"):
            sure -= 0.1
        text = self.parse.text[thing.start : thing.end]
        return InterestDraft(
            party.actor,
            stance,
            self._class(stance, i, thing),
            text,
            other,
            modality,
            i,
            thing.start,
            thing.end,
            rule.id,
            sure,
        )

    def _class(self, stance: Stance, i: int, thing: Thing) -> str:
        """A lifted ban is relief; who backs a side in a war offers support, not the war."""
        if (
            stance == "offers"
            and thing.class_ == "pressure"
            and self.parse.lemmas[i] in self.resources.easing
        ):
            return "sanctions_relief"
        if stance == "offers" and thing.class_ == "conflict":
            return "support"
        return thing.class_

    def _modality(self, rule: Rule, i: int, thing: Thing) -> Modality:
        read = self.read_modality(self.parse, i)
        if read == "denied" and (thing.negated or self._negated(i)):
            return "actual"
        if rule.modality == "actual" and read in {"possible", "planned"}:
            return "actual"
        return rule.modality if rule.modality and read == "actual" else read

    def _stance(self, rule: Rule, i: int, thing: Thing) -> Stance | None:
        """The stance after negation; None where the negation leaves no interest."""
        if not (thing.negated or self._negated(i)):
            return rule.stance
        lemma = self.parse.lemmas[i]
        if rule.stance == "seeks":
            return "opposes" if lemma in _WANTING or self.parse.lemmas[i] == "have" else None
        if rule.stance == "offers" and lemma not in _CONSENTING:
            return None
        return _FLIPPED.get(rule.stance)

    def _negated(self, i: int) -> bool:
        parse = self.parse
        if any(
            parse.lower[k] in {"not", "n't", "never", "no", "cannot"} for k in parse.kids(i, "neg", "advmod")
        ):
            return True
        head = parse.heads[i]
        return parse.deps[i] in {"acomp", "oprd"} and parse.kid(head, "neg") is not None

    def _counterpart(self, party: Party, fit: Fit, thing: Thing) -> Actor | None:
        nearby = [*fit.counterparts, *self.scene.parties(thing.token)]
        for other in nearby:
            if other.actor.id != party.actor.id and other.actor.country != party.actor.country:
                return other.actor
        return None
