"""Writes functions.json: values of the functions of FGan.Symbolics at 30 digits (python3 functions.py > functions.json)."""
import json
import mpmath as mp

mp.mp.dps = 60
REAL = ["-40", "-3.5", "-0.75", "-1e-9", "1e-9", "0.3", "1", "2.25", "17", "60"]
POSITIVE = ["1e-30", "1e-6", "0.02", "0.5", "1.0000001", "2", "1234.5", "1e25"]
FUNCTIONS = {
    "exp": (mp.exp, REAL), "expm1": (mp.expm1, REAL), "log": (mp.log, POSITIVE), "log1p": (mp.log1p, POSITIVE),
    "sin": (mp.sin, REAL), "cos": (mp.cos, REAL), "tan": (mp.tan, REAL), "atan": (mp.atan, REAL),
    "sinh": (mp.sinh, REAL), "cosh": (mp.cosh, REAL), "tanh": (mp.tanh, REAL), "asinh": (mp.asinh, REAL),
    "acosh": (mp.acosh, ["1.0000001", "1.5", "7", "1e25"]), "atanh": (mp.atanh, ["-0.999", "-1e-9", "0.3", "0.999999"]),
    "softplus": (lambda x: mp.log1p(mp.exp(x)), REAL), "sigmoid": (lambda x: 1 / (1 + mp.exp(-x)), REAL),
    "lambertw": (lambda x: mp.lambertw(x).real, ["-0.36", "-0.1"] + POSITIVE),
    "lambertwm1": (lambda x: mp.lambertw(x, -1).real, ["-0.36", "-0.1", "-1e-12", "-1e-200"]),
    "wrightomega": (lambda x: mp.lambertw(mp.exp(x)).real, REAL),
}
table = {n: [[x, mp.nstr(f(mp.mpf(x)), 30)] for x in xs] for n, (f, xs) in FUNCTIONS.items()}
print(json.dumps(table, indent=1))
