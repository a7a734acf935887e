// The enumerator against a twin that tries every ring of edges, and against the literature.
#include "gen/enumerate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "gen/names.h"

namespace litmus {
namespace {

std::vector<Cycle> all(const Selection& selection) {
  std::vector<Cycle> found;
  EXPECT_TRUE(enumerate(selection, [&](const Cycle& cycle) {
    found.push_back(cycle);
    return true;
  }));
  return found;
}

std::vector<Edge> edges_named(std::initializer_list<std::string_view> words) {
  std::vector<Edge> edges;
  for (std::string_view word : words) edges.push_back(edge_named(word).value());
  return edges;
}

std::vector<Edge> with(std::vector<Edge> edges, const std::vector<Edge>& more) {
  edges.insert(edges.end(), more.begin(), more.end());
  return edges;
}

// The twin: every word of `size` steps, kept if it is a well-formed, critical cycle.
void try_all(const Selection& selection, std::size_t size, Cycle& prefix,
             std::set<std::string>& found) {
  if (prefix.size() == size) {
    if (fault(prefix)) return;
    Cycle cycle = canonical(prefix);
    auto externals = std::count_if(cycle.steps.begin(), cycle.steps.end(),
                                   [](const Step& step) { return step.edge.external; });
    if (is_critical(cycle) && externals <= selection.max_threads) found.insert(to_string(cycle));
    return;
  }
  for (const Edge& edge : selection.edges) {
    for (Order order : selection.orders) {
      for (bool update : {false, true}) {
        if (update && !selection.updates) continue;
        prefix.steps.push_back({{order, update}, edge});
        try_all(selection, size, prefix, found);
        prefix.steps.pop_back();
      }
    }
  }
}

void expect_like_twin(const Selection& selection) {
  std::vector<Cycle> listed = all(selection);
  std::set<std::string> once;
  for (const Cycle& cycle : listed) once.insert(to_string(cycle));
  EXPECT_EQ(once.size(), listed.size()) << "a cycle came twice";
  std::set<std::string> expected;
  for (int size = selection.min_size; size <= selection.max_size; ++size) {
    Cycle prefix;
    try_all(selection, static_cast<std::size_t>(size), prefix, expected);
  }
  EXPECT_THAT(once, ::testing::ContainerEq(expected));
  EXPECT_FALSE(once.empty());
}

TEST(Enumerate, IsLikeItsTwin) {
  expect_like_twin({.max_size = 6, .edges = basic_edges()});
  expect_like_twin({.max_size = 5, .edges = with(basic_edges(), internal_edges())});
  expect_like_twin({.max_size = 4, .edges = with(basic_edges(), coherence_edges())});
  expect_like_twin({.max_size = 4,
                    .edges = with(coherence_edges(),
                                  with(internal_edges(), edges_named({"Rfe", "Fre", "Coe"})))});
  expect_like_twin({.max_size = 4,
                    .max_threads = 2,
                    .edges = with(basic_edges(), dependency_edges()),
                    .orders = {Order::Relaxed, Order::Acquire}});
  expect_like_twin({.max_size = 4,
                    .edges = with(basic_edges(), edges_named({"Rfi"})),
                    .orders = {Order::Release},
                    .updates = true});
}

// The count by another way. With n steps of program order a ring has n joints, each one of five:
// Coe, Rfe, Coe Rfe, Fre, Fre Rfe; and the joints tell the directions of the steps. So there are
// 5^n words, and by Burnside's lemma (5^2+5)/2, (5^3+2*5)/3, (5^4+5^2+2*5)/4 necklaces.
TEST(Enumerate, CountsAsBurnsideDoes) {
  std::map<std::ptrdiff_t, int> by_steps;
  for (const Cycle& cycle : all({.max_size = 12, .edges = basic_edges()})) {
    ++by_steps[std::count_if(cycle.steps.begin(), cycle.steps.end(),
                             [](const Step& step) { return !step.edge.communicates(); })];
  }
  EXPECT_EQ(by_steps[2], 15);
  EXPECT_EQ(by_steps[3], 45);
  EXPECT_EQ(by_steps[4], 165);
}

TEST(Enumerate, FindsEveryFamilyOnce) {
  std::map<std::string, int> names;
  for (const Cycle& cycle : all({.max_size = 8, .edges = basic_edges()})) ++names[name_of(cycle)];
  for (const Cycle& cycle :
       all({.max_size = 3,
       .edges = with(with(basic_edges(), internal_edges()), coherence_edges())})) {
    ++names[name_of(cycle)];
  }
  for (const Family& family : families())
    EXPECT_EQ(names[std::string(family.name)], 1) << family.name;
}

TEST(Enumerate, EveryNameIsOneCycle) {
  Selection wide{.max_size = 5,
                 .edges = with(with(basic_edges(), internal_edges()),
                               with(dependency_edges(), fence_edges(Order::SeqCst))),
                 .orders = {Order::Relaxed, Order::Release},
                 .updates = true};
  std::set<std::string> names;
  std::size_t cycles = 0;
  enumerate(wide, [&](const Cycle& cycle) {
    std::string name = name_of(cycle);
    EXPECT_EQ(cycle_of_name(name), cycle) << name << " for " << to_string(cycle);
    EXPECT_EQ(parse_cycle(to_string(cycle)), cycle) << to_string(cycle);
    EXPECT_EQ(fault(cycle), std::nullopt);
    names.insert(std::move(name));
    ++cycles;
    return cycles < 50'000;
  });
  EXPECT_EQ(names.size(), cycles);
  EXPECT_EQ(cycles, 50'000u);
}

TEST(Enumerate, KeepsTheStatedOrder) {
  std::vector<std::string> names;
  for (const Cycle& cycle : all({.max_size = 4, .edges = basic_edges()})) {
    names.push_back(name_of(cycle));
  }
  EXPECT_EQ(names, std::vector<std::string>({"MP", "LB", "S", "SB", "R", "2+2W"}));
}

TEST(Enumerate, StopsWhenTold) {
  int seen = 0;
  EXPECT_FALSE(
      enumerate({.max_size = 6, .edges = basic_edges()}, [&](const Cycle&) { return ++seen < 3; }));
  EXPECT_EQ(seen, 3);
}

TEST(Enumerate, KnowsWhatIsCritical) {
  EXPECT_TRUE(is_critical(parse_cycle("Rfe PodRR Fre Rfe PodRR Fre")));
  EXPECT_TRUE(is_critical(parse_cycle("PodWW Coe Rfi PodRR Fre")));
  EXPECT_TRUE(is_critical(parse_cycle("PodWW Rel Rfe U.Rlx Rfe Acq PodRR Fre")));
  EXPECT_FALSE(is_critical(parse_cycle("PodWW PodWW Rfe PodRR Fre")));
  EXPECT_FALSE(is_critical(parse_cycle("PodWW Coe Coe PodWR Fre")));
  EXPECT_FALSE(is_critical(parse_cycle("PosWW Rfe PosRR Fre")));
  EXPECT_FALSE(is_critical(parse_cycle("PodWR Fri PodWW Rfe PodRR Fre")));
}

}  // namespace
}  // namespace litmus
