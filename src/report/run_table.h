// Runs as a person reads them.
//
// One test in full:
//
//     SB  exists (0:r0=0 /\ 1:r0=0)                                                        ok
//     0:r0  1:r0         count  rate  sc   tso  c++20
//        0     0    57,012,345  45 %  -    yes  yes    <- the condition
//        0     1    34,001,003  27 %  yes  yes  yes
//     ...
//     126.7 M instances in 1.00 s, 18 environments on CPUs 0-1
//
// An outcome that was not seen has 0 and, as its rate, the bound below which it lies with 95 %
// confidence. Of many tests, a line each:
//
//     test        seen    rate  instances  verdict
//     SB          57.0 M  45 %  127 M      ok
//
// It counts what the condition asks about, of a forall the counterexamples; a test that measures
// has its median instead.
//
// Tested by run_result_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/run_result.h"
#include "report/style.h"

namespace litmus {

// The block of one test.
std::string run_block(const RunResult& result, const Style& style);

// The line of one test, and the titles above all of them. `names` is how many columns names need.
std::string run_titles(std::size_t names, const Style& style);
std::string run_line(const RunResult& result, std::size_t names, const Style& style);

// What stands below many lines: how many tests, of which verdicts, `broken` of them with a claim of
// their own that does not hold, and how much that rests on.
std::string run_summary(const std::vector<Verdict>& verdicts, std::size_t broken,
                        std::uint64_t instances, double seconds, const Style& style);

// Everything needed to see an outcome again: for each finding, its environment and a command line;
// where there is none, for the harm that a stress test is there to show. `asked` are the words that
// ask for this test.
std::string how_to_repeat(const RunResult& result, const std::string& asked, const Style& style);

// A word as a shell takes it: as it is where it is harmless, else in single quotes.
std::string quoted_for_shell(const std::string& word);

}  // namespace litmus
