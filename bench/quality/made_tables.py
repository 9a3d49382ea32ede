#!/usr/bin/env python3
"""Makes tables whose dependence is known, to try generators on: four for training and four of the same law for testing.

    made_tables.py FOLDER

orders.csv    20,000 rows: heavy-tailed prices, a total that follows from price, quantity and discount, a discount that is mostly 0, incomes
              missing more often for businesses, cities that lie in one region each, and a target (returned) of 2 % that depends on seven columns
clusters.csv  1,500 rows: four correlated clusters, one of 2 %, a ring, a sum, a column with the tails of Student's t with 1.5 degrees of freedom
classes.csv   12,000 rows: three classes of 80, 19.5 and 0.5 % (label = fraud) that lie apart in six numbers and a colour
words.csv     10,000 rows: fourteen categorical columns in a chain, one of 60 values, and a target (hit) of 2.5 %
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


def classes(count, seed):
    draw = np.random.RandomState(seed)
    label = draw.choice(3, count, p=[0.8, 0.195, 0.005])
    centre = np.array([[0, 0, 0], [1.2, -0.8, 0.5], [2.2, 1.8, -1.5]])[label]
    x = centre + draw.randn(count, 3) @ np.array([[1, 0.4, 0], [0, 0.9, 0.3], [0, 0, 1]])
    amount = np.exp(0.5 * x[:, 0] + 0.5 * draw.randn(count))
    number = draw.poisson(np.exp(0.3 + 0.4 * (label > 0)), count)
    spend = np.where(draw.rand(count) < 0.6, 0, np.round(draw.gamma(2, 30, count) * (1 + label), 1))
    colours = np.array([[0.6, 0.3, 0.09, 0.01], [0.3, 0.4, 0.25, 0.05], [0.1, 0.2, 0.2, 0.5]])
    colour = (draw.rand(count)[:, None] > colours[label].cumsum(1)).sum(1).clip(0, 3)
    side = draw.randint(0, 4, count)
    flag = x[:, 1] + 0.7 * draw.randn(count) > 0.5
    return pd.DataFrame({
        "x0": x[:, 0].round(3),
        "x1": x[:, 1].round(3),
        "x2": x[:, 2].round(3),
        "amount": amount.round(2),
        "count": number,
        "spend": spend,
        "colour": np.array(["red", "green", "blue", "grey"])[colour],
        "side": np.array(list("nsew"))[side],
        "flag": np.where(flag, "yes", "no"),
        "label": np.array(["usual", "odd", "fraud"])[label],
    })


def words(count, seed):
    draw, law = np.random.RandomState(seed), np.random.RandomState(99)
    sizes = [5, 8, 3, 12, 60, 4, 6, 2, 9, 3, 5, 7, 4]
    columns = [draw.choice(sizes[0], count, p=law.dirichlet(np.ones(sizes[0])))]
    for before, size in zip(sizes, sizes[1:]):
        steps = law.dirichlet(np.full(size, 0.5), before).cumsum(1)
        columns.append((draw.rand(count)[:, None] > steps[columns[-1]]).sum(1).clip(0, size - 1))
    weights = [law.randn(size) for size in sizes]
    logit = -4.2 + sum(weights[k][columns[k]] for k in (0, 3, 4, 7, 10))
    hit = draw.rand(count) < 1 / (1 + np.exp(-logit))
    table = {f"c{k}": [f"v{k}_{value}" for value in column] for k, column in enumerate(columns)}
    return pd.DataFrame(table | {"hit": np.where(hit, "yes", "no")})


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    orders(20_000, 1).to_csv(folder / "orders.csv", index=False)
    orders(20_000, 2).to_csv(folder / "orders-test.csv", index=False)
    clusters(1_500, 1).to_csv(folder / "clusters.csv", index=False)
    clusters(6_000, 2).to_csv(folder / "clusters-test.csv", index=False)
    classes(12_000, 1).to_csv(folder / "classes.csv", index=False)
    classes(12_000, 2).to_csv(folder / "classes-test.csv", index=False)
    words(10_000, 1).to_csv(folder / "words.csv", index=False)
    words(10_000, 2).to_csv(folder / "words-test.csv", index=False)


if __name__ == "__main__":
    main()
