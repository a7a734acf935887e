// The hash by which the field's tools know a test: 32 hex digits over its initial state, its code
// to the last blank, and which locations it observes (not which values it expects).
//
//     md5( md5("x=0; y=0") md5(" P0(_Atomic int* x) {\n...\n}\n | P1(...)...;\n") md5("0:r0; 1:r0")
//     )
//
// Tested by golden_parse_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/test.h"

namespace litmus {

// The pieces of a test's text that the hash covers, in the words of those tools.
struct HashText {
  // A local, a location or one element of an array.
  struct Name {
    int thread = -1;        // -1: a location
    std::string_view name;  // in the test's text
    int element = -1;       // x[1]
  };
  struct Initial {
    Name name;
    std::string text;  // "int x=0"
  };

  std::vector<std::string_view> digested_metadata;  // values of MemoryType, MT, CacheType
  std::vector<Initial> init;
  std::string code;  // " P0(_Atomic int* x) {\n...\n}\n | P1(...)..."
  std::vector<Name> observed;
};

std::string herd_hash(HashText text);

}  // namespace litmus
