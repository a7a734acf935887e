// Which litmus this is.
#pragma once

#include <string>
#include <string_view>

namespace litmus {

// The commit it was built from, with "+" where files were changed since; "" when built from an
// archive without git. Written anew by each build (scripts/cmake/commit.cmake).
std::string_view commit();

// What it was built for: "x86-64".
std::string_view architecture();

// The compiler of this program and of its catalogue's kernels: "g++ 12.2".
std::string built_with();

// "litmus 0.1.0 (1a2b3c4d), g++ 12.2, x86-64".
std::string version_text();

}  // namespace litmus
