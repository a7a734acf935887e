# How a room is declared: litmus_module(model [TEXTS] DEPENDS lang SOURCES ... TESTS ...).
#
# The room becomes the static library litmus_<room>, its tests become <room>_test, and each test
# of that program is known to ctest. Lists are explicit: a file that no list names is reported by
# the tidy test (src/agreement/tidy_test.cpp).

# Warnings and sanitizers. -Werror comes from the presets, never from a user's plain build.
add_library(litmus_options INTERFACE)
target_compile_options(litmus_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
  # Of many files compiled as one, each may have names that another's functions use.
  $<$<NOT:$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wshadow>
  # A designated initialiser that leaves a field out means its default.
  -Wno-missing-field-initializers
  # g++ looks for memory to free only from half a gigabyte on: a tenth of its time.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${CMAKE_UNITY_BUILD}>>:--param=ggc-min-heapsize=524288>
  # g++ 12 sees overlapping copies in `"x" + string`, where there are none.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # CHECK(!"what can not be") says so in words.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-string-conversion>)
if(LITMUS_SANITIZE)
  target_compile_options(litmus_options INTERFACE
    -fsanitize=${LITMUS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(litmus_options INTERFACE -fsanitize=${LITMUS_SANITIZE})
endif()
if(LITMUS_FUZZ)
  # The libraries too must tell the fuzzer where an input took them.
  target_compile_options(litmus_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Tests, and rooms that read and write texts (litmus_module(room TEXTS ...)), compile in two thirds
# of the time with few optimisations, and what they do takes hardly longer.
add_library(litmus_light_options INTERFACE)
target_link_libraries(litmus_light_options INTERFACE litmus_options)
target_compile_options(litmus_light_options INTERFACE $<$<CONFIG:Release>:-Og>)

# Headers that many files read are compiled once and kept: litmus_keep_headers(target kept options
# headers...) makes `target` use the headers that the target `kept` keeps, compiled with `options`.
# Not under a compiler cache: that keeps whole results, and does not see into kept headers.
function(litmus_keep_headers target kept options)
  if(CMAKE_CXX_COMPILER_LAUNCHER)
    return()
  endif()
  if(NOT TARGET ${kept})
    set(empty ${PROJECT_BINARY_DIR}/${kept}.cpp)
    file(WRITE ${empty} "// Headers that are compiled once (LitmusModule.cmake).\n")
    add_library(${kept} OBJECT ${empty})
    target_link_libraries(${kept} PRIVATE ${options} fmt::fmt)
    target_precompile_headers(${kept} PRIVATE ${ARGN})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${kept})
endfunction()

# What nearly every source reads. Kept only where sources are compiled together anyway: elsewhere
# each source shows that it includes what it needs.
function(litmus_keep_library_headers target options)
  if(CMAKE_UNITY_BUILD)
    litmus_keep_headers(${target} ${options}_headers ${options}
      <algorithm> <array> <atomic> <charconv> <chrono> <fstream> <functional> <map> <memory> <mutex>
      <optional> <set> <span> <sstream> <string> <string_view> <thread> <utility> <vector>
      <fmt/format.h>)
  endif()
endfunction()

function(litmus_keep_test_headers target)
  litmus_keep_headers(${target} litmus_test_headers "litmus_light_options;GTest::gmock"
    <gmock/gmock.h> <gtest/gtest.h>)
endfunction()

# What scripts/test builds and runs; scripts/test --all everything.
add_custom_target(quick_tests)

# litmus_tests(NAME LINK libs... SOURCES files... [LABEL quick|full|hardware]): one test program.
# `quick` is what scripts/test runs, `full` only scripts/test --all, which knows it by a NAME that
# ends in _full_test; `hardware` is quick, but runs alone, because it needs the CPUs to itself.
function(litmus_tests name)
  cmake_parse_arguments(arg "" "LABEL" "LINK;SOURCES" ${ARGN})
  if(NOT BUILD_TESTING)
    return()
  endif()
  if(NOT arg_LABEL)
    set(arg_LABEL quick)
  endif()
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES UNITY_BUILD_BATCH_SIZE 16)
  if(NOT name MATCHES "_full_test$")
    add_dependencies(quick_tests ${name})
  endif()
  target_link_libraries(${name} PRIVATE ${arg_LINK} litmus_light_options fmt::fmt
    GTest::gtest_main GTest::gmock)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/src)
  target_compile_definitions(${name} PRIVATE LITMUS_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  litmus_keep_test_headers(${name})
  set(properties LABELS ${arg_LABEL} TIMEOUT 600)
  if(arg_LABEL STREQUAL "hardware")
    list(APPEND properties RUN_SERIAL TRUE)
  endif()
  include(GoogleTest)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES ${properties})
endfunction()

function(litmus_module room)
  cmake_parse_arguments(arg "TEXTS" "" "DEPENDS;SOURCES;TESTS;FULL_TESTS;HARDWARE_TESTS" ${ARGN})
  set(options litmus_options)
  if(arg_TEXTS)
    set(options litmus_light_options)
  endif()
  add_library(litmus_${room} STATIC ${arg_SOURCES})
  # In a unity build (scripts/build) this many sources are compiled as one.
  set_target_properties(litmus_${room} PROPERTIES UNITY_BUILD_BATCH_SIZE 24)
  # Includes are rooted, so that the room is in the line: "harness/tally.h", "model/relation.h".
  target_include_directories(litmus_${room} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>)
  target_link_libraries(litmus_${room} PUBLIC ${arg_DEPENDS} fmt::fmt
    PRIVATE $<BUILD_INTERFACE:${options}>)
  litmus_keep_library_headers(litmus_${room} ${options})
  if(arg_TESTS)
    litmus_tests(${room}_test LINK litmus_${room} SOURCES ${arg_TESTS})
  endif()
  if(arg_FULL_TESTS)
    litmus_tests(${room}_full_test LINK litmus_${room} SOURCES ${arg_FULL_TESTS} LABEL full)
  endif()
  if(arg_HARDWARE_TESTS)
    litmus_tests(${room}_hardware_test LINK litmus_${room} SOURCES ${arg_HARDWARE_TESTS}
      LABEL hardware)
  endif()
endfunction()

# litmus_bench(NAME LINK libs... SOURCES files...): a program that measures. It is built by its name
# (or by `bench`, which runs the two main ones), and with everything if LITMUS_BENCHMARKS is on.
function(litmus_bench name)
  cmake_parse_arguments(arg "" "" "LINK;SOURCES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LINK} litmus_options fmt::fmt)
  target_compile_definitions(${name} PRIVATE LITMUS_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(NOT LITMUS_BENCHMARKS)
    set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
  endif()
endfunction()

# litmus_fuzz(NAME LINK libs... SOURCE x_fuzz.cpp CORPUS folders...): a fuzzer. With the fuzz preset
# it is a libFuzzer program; otherwise the same target is given every file of the folders, as a
# quick test, so that it keeps compiling and what it once found stays found.
function(litmus_fuzz name)
  cmake_parse_arguments(arg "" "SOURCE" "LINK;CORPUS" ${ARGN})
  if(NOT BUILD_TESTING AND NOT LITMUS_FUZZ)
    return()
  endif()
  add_executable(${name} ${arg_SOURCE})
  target_link_libraries(${name} PRIVATE ${arg_LINK} litmus_options)
  litmus_keep_library_headers(${name} litmus_options)
  if(LITMUS_FUZZ)
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src/agreement/replay.cpp)
    list(TRANSFORM arg_CORPUS PREPEND ${PROJECT_SOURCE_DIR}/)
    add_test(NAME ${name} COMMAND ${name} ${arg_CORPUS})
    set_tests_properties(${name} PROPERTIES LABELS quick TIMEOUT 600)
    add_dependencies(quick_tests ${name})
  endif()
endfunction()
