// The headers that a generated source includes, as texts: the program carries them with it.
#pragma once

#include <span>
#include <string_view>

namespace litmus {

struct KernelHeader {
  std::string_view path;  // as the source includes it: "harness/kernel.h"
  std::string_view text;
};

std::span<const KernelHeader> kernel_headers();

}  // namespace litmus
