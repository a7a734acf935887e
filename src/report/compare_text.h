// Differences as a person reads them, as a CI summary page shows them, and as programs read them:
//
//     change     test  outcome           SLOW.jsonl      fast.jsonl
//     forbidden  MP    1:r0=1; 1:r1=0    never in 1.2 G  0.01 % (1.2 M)
//
//     {"change":"forbidden","test":"MP","values":{...},"side":"fast.jsonl","was":"...","is":"..."}
//     {"not_compared":"no environment in common","test":"SB","base":"slow.jsonl","side":...}
//
// Tested by compare_test.cpp.
#pragma once

#include <string>

#include "report/compare.h"
#include "report/style.h"

namespace litmus {

std::string to_text(const Differences& differences, const std::vector<Side>& sides,
                    const Style& style);
std::string to_markdown(const Differences& differences, const std::vector<Side>& sides);
std::string to_json_lines(const Differences& differences, const std::vector<Side>& sides);

}  // namespace litmus
