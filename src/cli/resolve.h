// From what the user names to tests.
//
//     SB                  a test of the catalogue
//     store-buffering     a family of the catalogue
//     file.litmus         a file;  folder: all .litmus files below it;  -: standard input
//     IRIW+acq+sc         a family with orders, made by the generator, as is a cycle:
//     "PodWR Fre PodWR Fre"
//     @classic            a suite of the catalogue
//     queue.cpp           the stress tests of a C++ source (queue.cpp:NAME: one of them), or of a
//     ./my_tests          program that holds kernels: to be run, not to be read
//     @generate:size=2-4  all cycles of a selection (gen/selection.h), or of a suite: @generate:x86
//     @path/to/list       a file that lists any of these, one a line; # begins a comment
//
// What is found is text, not yet a test: reading it can be left to whoever works on it, so that a
// folder of thousands is read by all CPUs, and one bad file does not hide the others.
#pragma once

#include <string>
#include <vector>

#include "lang/parse.h"
#include "lang/test.h"

namespace litmus {

// A test that somebody asked for.
struct Asked {
  std::string file;  // for messages: "store-buffering/SB.litmus", "standard input"
  std::string text = "";
  std::string cycle = "";    // where there is no text: the name or cycle to make the test from
  std::string path = "";     // or the file to read
  std::string program = "";  // or the source or program with stress tests,
  std::string only = "";     // and which one of them; "": all
};

// Everything that `words` name, in their order. Throws Error with a "did you mean" when a word
// names nothing.
//
// A suite may mix tests with stress tests of ours, which are code: who only reads tests is not
// given those, unless a word names one; who runs them is.
std::vector<Asked> resolve(const std::vector<std::string>& words);
std::vector<Asked> resolve_to_run(const std::vector<std::string>& words);

// Why `resolve` found nothing, in a sentence.
std::string why_nothing(const std::vector<std::string>& words);

// Throws Error where the text is no test, and for a program's, which only `litmus run` knows.
Test read_test(const Asked& asked, std::vector<Warning>* warnings = nullptr);

}  // namespace litmus
