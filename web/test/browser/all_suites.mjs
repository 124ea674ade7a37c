// Every browser test in one process, one suite after the other: one browser at a time, and one count at the end.
import './journey.test.mjs';
import './keyboard.test.mjs';
import './robustness.test.mjs';
import './weight.test.mjs';
import './look.test.mjs';
import './cost_report.test.mjs';
