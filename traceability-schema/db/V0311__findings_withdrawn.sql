-- A finding of copies that was a mistake is withdrawn by another finding; what is scanned after that may be found again.
drop index copy_finding_confirmed;
