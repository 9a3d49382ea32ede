#!/usr/bin/env python3
"""Makes tables whose dependence is known, to try generators on: two for training and two of the same law for testing.

    made_tables.py FOLDER

orders.csv    20,000 rows: heavy-tailed prices, a total that follows from price, quantity and discount, a discount that is mostly 0, incomes
              missing more often for businesses, cities that lie in one region each, and a target (returned) of 2 % that depends on seven columns
clusters.csv  1,500 rows: four correlated clusters, one of 2 %, a ring, a sum, a column with the tails of Student's t with 1.5 degrees of freedom
"""
import sys
from pathlib import Path

import numpy as np
import pandas as pd

REGIONS = np.array(["north", "south", "east", "west", "centre"])
CITIES = 40


def orders(count, seed):
    draw = np.random.RandomState(seed)
    popularity = 1 / np.arange(1, CITIES + 1) ** 1.1
    city = draw.choice(CITIES, count, p=popularity / popularity.sum())
    region = city // 8
    kind = draw.choice(["consumer", "business", "school", "trial"], count, p=[0.7, 0.22, 0.06, 0.02])
    weight = pd.Series(kind).map({"consumer": 0, "business": 1, "school": 0.5, "trial": -1}).to_numpy()
    price = np.round(np.exp(2.5 + 0.8 * weight + 0.7 * draw.randn(count) + 0.1 * region), 2)
    quantity = 1 + draw.poisson(np.exp(0.3 + 0.9 * (weight > 0.7)))
    discount = np.where(draw.rand(count) < 0.75, 0, draw.choice([5.0, 10, 15, 20, 30], count))
    total = np.round(price * quantity * (1 - discount / 100), 2)
    day = draw.randint(0, 900, count)
    tenure = np.round(draw.gamma(1.2, 20, count) + 5 * (weight > 0)).astype(int)
    visits = np.round(tenure * (0.3 + 0.1 * draw.rand(count)) + draw.poisson(2, count)).astype(int)
    income = np.round(np.exp(10 + 0.5 * weight + 0.35 * draw.randn(count)) / 100) * 100
    income[draw.rand(count) < 1 / (1 + np.exp(1.2 - 1.5 * weight))] = np.nan
    logit = (-5.8 + 1.2 * np.sin(2 * np.pi * day / 365) + 0.06 * discount + 1.5 * (kind == "trial") + 1.3 * (region == 2)
             - 0.02 * tenure + 0.25 * quantity + 1.2 * (total > 150) + 1.8 * ((discount > 0) & (region == 1)))
    return pd.DataFrame({
        "date": (pd.Timestamp("2021-01-01") + pd.to_timedelta(day, unit="D")).strftime("%Y-%m-%d"),
        "city": [f"{REGIONS[c // 8]}-{c % 8}" for c in city],
        "region": REGIONS[region],
        "kind": kind,
        "price": price,
        "quantity": quantity,
        "discount": discount,
        "total": total,
        "tenure": tenure,
        "visits": visits,
        "income": income,
        "returned": np.where(draw.rand(count) < 1 / (1 + np.exp(-logit)), "yes", "no"),
    })


def clusters(count, seed):
    draw = np.random.RandomState(seed)
    group = draw.choice(4, count, p=[0.5, 0.3, 0.18, 0.02])
    centre = np.array([[0, 0], [4, 1], [2, 5], [-4, 4]])[group]
    point = centre + draw.randn(count, 2) @ np.array([[1, 0.8], [0, 0.4]])
    angle = 2 * np.pi * draw.rand(count)
    return pd.DataFrame({
        "x": point[:, 0].round(3),
        "y": point[:, 1].round(3),
        "ring_a": np.cos(angle) + 0.03 * draw.randn(count),
        "ring_b": np.sin(angle) + 0.03 * draw.randn(count),
        "sum": (point.sum(1) + 0.05 * draw.randn(count)).round(2),
        "tails": (draw.standard_t(1.5, count) * (1 + group)).round(2),
        "group": np.array(list("ABCD"))[group],
        "flag": (np.cos(angle) * point[:, 0] > 0).astype(int),
    })


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    orders(20_000, 1).to_csv(folder / "orders.csv", index=False)
    orders(20_000, 2).to_csv(folder / "orders-test.csv", index=False)
    clusters(1_500, 1).to_csv(folder / "clusters.csv", index=False)
    clusters(6_000, 2).to_csv(folder / "clusters-test.csv", index=False)


if __name__ == "__main__":
    main()
