"""Makes novel.json: reference values, at 25 digits, for functions that are in no catalogue. Needs mpmath and sympy."""
import json
import mpmath as mp
import sympy as sp

mp.mp.dps = 120
u = sp.Symbol('u', positive=True)
FUNCTIONS = [
    'u^1.7-log(u)-1', 'u*log(u)+u^3-u', 'sqrt((1+u^2)/2)-(1+u)/2', 'sqrt(2)-sqrt(1+u)', 'cosh(log(u))-1', 'cosh(u-1)-1',
    'log(cosh(u-1))', 'sinh(u)-sinh(1)', 'u*atan(u)-pi/4', 'u*asinh(u)', 'u*log(u)+sqrt(1+u^2)/5+cosh(u)/100', 'exp(u-1)-u',
    'exp(-u)-exp(-1)', 'u^u-1', 'log(1+exp(-u))', '(u-1)^4', 'u^pi-1-pi*(u-1)', '2-u^0.3-u^0.7', 'sqrt(u^2+u+1)+1/u', 'u^2/sqrt(1+u)',
    'exp(1/u)', 'u*log(1+u)', '(1+u^3)^(1/3)-2^(1/3)', 'log(u)^2+3*u*log(u)+2/u',
]
US = ['1e-6', '1e-3', '0.1', '0.5', '0.9', '1', '1.1', '2', '7.5', '100', '1e4']
VS = [-80, -30, -10, -3, -1, '-0.1', 0, '0.1', 1, 3, 10, 30, 80]
DOUBLE_MAX = mp.mpf('1.7976931348623157e308')

def text(x):
    if abs(x) > DOUBLE_MAX: return '-overflow' if x < 0 else 'overflow'
    return mp.nstr(x, 25)

def parse(s):
    return sp.sympify(s.replace('^', '**'), locals={'u': u}, rational=True)

out = {}
for s in FUNCTIONS:
    f = parse(s)
    f = f - f.subs(u, 1)
    f1, f2 = sp.diff(f, u), sp.diff(f, u, 2)
    F, F1, F2 = (sp.lambdify(u, e, 'mpmath') for e in (f, f1, f2))
    entry = {'f': [], 'fprime': [], 'fsecond': [], 'conjugate': [], 'T_logratio': [], 'gT_logratio': []}
    for t in US:
        x = mp.mpf(t)
        entry['f'].append([t, text(F(x))])
        entry['fprime'].append([t, text(F1(x))])
        entry['fsecond'].append([t, text(F2(x))])
        slope = F1(x)
        if abs(slope) < 1e15:
            # the conjugate at the double nearest to the slope, which is the argument a program receives
            d = mp.mpf(float(slope))
            xx = mp.findroot(lambda y: F1(mp.exp(y)) - d, mp.log(x))
            entry['conjugate'].append([repr(float(slope)), text(d * mp.exp(xx) - F(mp.exp(xx)))])
    for v in VS:
        x = mp.exp(mp.mpf(v))
        try:
            a, f_at = F1(x), F(x)
            entry['T_logratio'].append([str(v), text(a)])
            entry['gT_logratio'].append([str(v), text(x * a - f_at)])
        except (OverflowError, ValueError):
            pass
    out[s] = entry
json.dump(out, open('novel.json', 'w'), indent=0)
