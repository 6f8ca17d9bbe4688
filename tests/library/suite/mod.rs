//! What every engine must do. A case is given an empty engine and fails by panicking; [`tests`] makes a test of each.

pub(crate) mod files;
pub(crate) mod law;
pub(crate) mod links;
pub(crate) mod names;
pub(crate) mod paper;
pub(crate) mod search;
pub(crate) mod standings;

/// A test of each case: `$run` is given the case and runs it on an empty engine.
macro_rules! tests {
    ($run:path; $($module:ident: $($case:ident),+;)+) => {$(
        mod $module {
            $(
                #[test]
                fn $case() {
                    $run($crate::suite::$module::$case);
                }
            )+
        }
    )+};
    ($run:path) => {
        $crate::suite::tests! { $run;
            files:
                a_file_is_there_whole_and_replaced_whole,
                cards_come_back_as_they_were_put_in,
                files_that_are_gone_are_forgotten_with_all_of_theirs,
                what_is_refused_says_why_until_it_is_taken_in,
                roots_bound_what_is_shown,
                a_path_need_not_be_text;
            search:
                every_field_finds_its_cables,
                words_are_not_found_across_two_values,
                the_best_come_first,
                without_words_the_latest_come_first,
                no_more_than_the_limit_are_given,
                roots_bound_what_is_found,
                texts_beyond_all_bounds_are_found,
                the_largest_queries_are_answered;
            standings:
                what_the_reader_did_is_found,
                notes_are_found_by_their_words_until_they_are_replaced;
            names:
                names_are_found_by_kind_and_by_every_form,
                names_come_back_as_they_were_put_in,
                names_wait_until_they_are_put_in,
                names_of_a_replaced_file_are_forgotten,
                an_appearance_is_under_the_whole_name,
                company_is_everybody_in_the_same_cables;
            links:
                a_cable_is_held_once_for_each_copy,
                what_copies_cite_together_is_given_once,
                those_that_cite_come_by_date,
                gaps_are_what_is_cited_and_not_held;
            law:
                every_answer_is_that_of_the_reference;
        }
    };
}
pub(crate) use tests;
