// Durations as people write them: 10s, 0.5s, 200ms, 2m, 1h; a number alone is seconds.
#pragma once

#include <string>

namespace litmus {

// In seconds. Throws Error at anything else.
double duration_from(const std::string& text);

}  // namespace litmus
