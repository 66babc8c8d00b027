from __future__ import annotations

import numpy as np
import pytest

from dragoman.relations.alignment import Ballots, ideal_points

STATES = tuple(f"S{place:02d}" for place in range(30))


def made(seed: int, years: int = 6, calls: int = 40) -> tuple[Ballots, np.ndarray]:
    """Votes drawn from the model: positions that walk, slopes of both signs; returns the positions too."""
    draw = np.random.default_rng(seed)
    theta = draw.normal(size=(len(STATES), 1)) + np.cumsum(draw.normal(0, 0.15, (len(STATES), years)), 1)
    rows = []
    for year in range(years):
        for call in range(calls):
            slope, low = draw.normal(0, 2), draw.normal(0, 1)
            noise = draw.logistic(size=len(STATES))
            score = slope * theta[:, year] + noise
            for place, value in enumerate(score):
                if draw.random() < 0.9:
                    vote = 1 if value < low else 2 if value < low + 0.8 else 3
                    rows.append((2000 + year, year * 1000 + call, STATES[place], vote))
    return Ballots.of(rows), theta


def ranks(values: np.ndarray) -> np.ndarray:
    return np.argsort(np.argsort(values))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_finds_the_positions_that_made_the_votes(seed: int) -> None:
    ballots, theta = made(seed)
    north = STATES[int(theta[:, 0].argmax())]
    found = ideal_points(ballots, north=north)
    got = np.full(theta.shape, np.nan)
    got[found.state, found.year - 2000] = found.position
    for year in range(theta.shape[1]):
        assert np.corrcoef(ranks(got[:, year]), ranks(theta[:, year]))[0, 1] > 0.93
    assert found.settled


def test_scale_sign_and_n() -> None:
    ballots, theta = made(4)
    south = STATES[int(theta[:, 0].argmin())]
    found = ideal_points(ballots, north=south)
    assert abs(found.position.mean()) < 1e-9 and found.position.std() == pytest.approx(1)
    assert found.position[found.state == STATES.index(south)].mean() > 0
    assert found.n.sum() == len(ballots) and (found.sd > 0).all() and np.isfinite(found.position).all()


def test_the_same_votes_give_the_same_points() -> None:
    ballots, _ = made(5, years=3, calls=15)
    one, other = ideal_points(ballots), ideal_points(ballots)
    assert list(one.rows()) == list(other.rows())


def test_votes_upside_down_turn_the_line_back() -> None:
    """Yes and no exchanged is the same choice: positions stay."""
    ballots, _ = made(6, years=3)
    turned = Ballots(
        ballots.states, ballots.year, ballots.roll_call, ballots.state, (4 - ballots.vote).astype(np.int8)
    )
    one, other = (ideal_points(each, north=STATES[0]) for each in (ballots, turned))
    assert np.corrcoef(one.position, other.position)[0, 1] > 0.999


def test_states_that_come_and_go_and_little_votes() -> None:
    few = Ballots.of([(1950, 1, "AAA", 1), (1950, 1, "BBB", 3), (1960, 2, "AAA", 1), (1960, 2, "CCC", 2)])
    found = ideal_points(few)
    assert len(found.position) == 4 and np.isfinite(found.position).all() and np.isfinite(found.sd).all()
    assert len(ideal_points(Ballots.of([])).position) == 0
