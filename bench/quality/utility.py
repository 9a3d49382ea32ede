#!/usr/bin/env python3
"""How useful and how recognisable synthetic rows are, judged on real rows that nobody trained on.

    utility.py SYNTHETIC.csv REAL_TEST.csv --target COLUMN --positive VALUE

Prints one JSON object:
  f1            F1 of the positive class on the real test rows, of four classifiers fitted to the synthetic rows with scikit-learn's
                defaults (decision tree, AdaBoost, logistic regression, a perceptron that stops early), and their mean
  positives     share of the positive class among the synthetic rows
  recognised    cross-validated area under the ROC curve of boosted trees that tell synthetic from real test rows: 0.5 they cannot, 1 always

Needs scikit-learn 1.2 or later and pandas; CSV may be gzipped. Give the real training rows as SYNTHETIC for what can be reached.
"""
import argparse
import json
import warnings

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.ensemble import AdaBoostClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier

MOST_ROWS = 12_000
FEWEST_POSITIVES = 2


def classifiers():
    return {
        "tree": DecisionTreeClassifier(random_state=0),
        "adaboost": AdaBoostClassifier(random_state=0),
        "logistic": LogisticRegression(),
        "perceptron": MLPClassifier(random_state=0, early_stopping=True),
    }


def read(path, like=None):
    """A table whose numbers are numbers without gaps and whose words are words; `like` decides which is which, and its medians fill the gaps."""
    table = pd.read_csv(path)
    like = table.copy() if like is None else like
    missing = sorted(set(like.columns) - set(table.columns))
    if missing:
        raise SystemExit(f"{path} has no column {', '.join(missing)}; the real test rows have")
    table = table[list(like.columns)].copy()
    for column in like.columns:
        if pd.api.types.is_numeric_dtype(like[column]):
            values = pd.to_numeric(table[column], errors="coerce")
            table[column] = values.fillna(like[column].median())
        else:
            table[column] = table[column].astype(str).str.strip()
    return table


def scores(fitted_on, test, target, positive):
    """F1 of each classifier on the test rows, and their mean."""
    words = [c for c in test.columns if c != target and test[c].dtype == object]
    numbers = [c for c in test.columns if c != target and c not in words]
    is_positive, truth = (t[target].astype(str) == positive for t in (fitted_on, test))
    if is_positive.sum() < FEWEST_POSITIVES or is_positive.all():
        return {"mean": 0.0}
    found = {}
    for name, classifier in classifiers().items():
        encode = make_column_transformer((StandardScaler(), numbers), (OneHotEncoder(handle_unknown="ignore"), words))
        model = make_pipeline(encode, classifier).fit(fitted_on, is_positive)
        found[name] = round(float(f1_score(truth, model.predict(test))), 4)
    return found | {"mean": round(float(np.mean(list(found.values()))), 4)}


def recognised(synthetic, real):
    """Area under the ROC curve of boosted trees between the two tables, each row scored by trees that did not see it."""
    count = min(len(synthetic), len(real), MOST_ROWS)
    both = pd.concat([part.sample(count, random_state=0) for part in (real, synthetic)], ignore_index=True)
    for column in both.columns[both.dtypes == object]:
        both[column] = pd.factorize(both[column], sort=True)[0]
    label = np.repeat([0, 1], count)
    folds = StratifiedKFold(3, shuffle=True, random_state=0)
    trees = HistGradientBoostingClassifier(max_iter=60, learning_rate=0.15, random_state=0)
    chance = cross_val_predict(trees, both.to_numpy(float), label, cv=folds, method="predict_proba")[:, 1]
    return round(float(roc_auc_score(label, chance)), 4)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("synthetic")
    parser.add_argument("test")
    parser.add_argument("--target", required=True)
    parser.add_argument("--positive", required=True)
    given = parser.parse_args()
    warnings.filterwarnings("ignore")
    test = read(given.test)
    if given.target not in test.columns:
        raise SystemExit(f"{given.test} has no column {given.target}; it has {', '.join(test.columns)}")
    if not (test[given.target].astype(str) == given.positive).any():
        raise SystemExit(f"no row of {given.test} has {given.target} = {given.positive}")
    synthetic = read(given.synthetic, test)
    print(json.dumps({
        "f1": scores(synthetic, test, given.target, given.positive),
        "positives": round(float((synthetic[given.target].astype(str) == given.positive).mean()), 4),
        "recognised": recognised(synthetic, test),
    }))


if __name__ == "__main__":
    main()
